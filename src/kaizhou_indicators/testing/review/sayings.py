"""What a review can say: code -> the sentence in Chinese and in English, its gaps named in braces. Texts only."""

from __future__ import annotations

#: what registration refuses; the sentence is the one that registration raises
FAULTS = {
    "unit": ("单位有误：{told}", "{told}"),
    "dimension": ("量纲不符：{told}", "{told}"),
    "formula": ("公式有误：{told}", "{told}"),
    "cycle": ("循环推导：{told}", "{told}"),
    "keyword": ("没有这个参数：{told}", "{told}"),
    "record": ("声明有误：{told}", "{told}"),
    "setting": ("设置有误：{told}", "{told}"),
    "comparability": ("口径不可比：{told}", "{told}"),
    "process": ("过程记录有误：{told}", "{told}"),
    "plugin": ("插件无法加载：{told}", "{told}"),
    "fault": ("登记有误：{told}", "{told}"),
}

FORMULAS = {
    "unused-input": (
        "公式的参数 {name!r} 从未用到；删去它，或补上漏写的项",
        "the parameter {name!r} of the formula is never used; drop it, or write the term that is missing",
    ),
    "constant": (
        "公式 `{formula}` 不随任何输入变化；请写明由什么推导，或改为设置（domain.setting）",
        "the formula `{formula}` depends on no input; write what it is derived from, or make it a setting (domain.setting)",
    ),
    "undefined": (
        "输入取其取值范围内任何值，公式都无定义（{reason}）；请核对公式与各输入的 valid",
        "the formula is undefined wherever its inputs may lie ({reason}); check it against the valid ranges of its inputs",
    ),
    "leaves-range": (
        "公式会超出其取值范围 {valid}：当 {where} 时得 {value}；请改正公式或 valid",
        "the formula leaves its valid range {valid}: {value} at {where}; correct the formula or valid",
    ),
    "outside-range": (
        "公式的值总在 {found} 之内，不在其取值范围 {valid} 之内；请核对系数与单位",
        "the formula always lies in {found}, outside its valid range {valid}; check factors and units",
    ),
    "percent-by-hand": (
        "公式 `{formula}` 自行乘除 {factor}，而有量纲公式中 % 已按 1/100 折算；去掉该系数，或用 takes={{...}} 写明裸数的单位",
        (
            "the formula `{formula}` converts with {factor} by hand, but % is 1/100 in a dimensional formula already; drop the"
            " factor, or name the units of bare numbers in takes={{...}}"
        ),
    ),
    "percent-difference": (
        "两个百分数之差 `{formula}` 是百分点，而单位是 {unit}；请用 unit='个百分点', kind='rate'",
        (
            "a difference of two percentages, `{formula}`, is in percentage points, and the unit is {unit}; say"
            " unit='个百分点', kind='rate'"
        ),
    ),
    "averaged-ratio": (
        "{rule}={how!r} 会平均一个比率；去掉它，汇总时由汇总后的分子分母重新推导",
        "{rule}={how!r} averages a ratio; leave it out, and a rollup derives it again from its rolled-up parts",
    ),
    "rank-undirected": (
        "公式按 {reference} 排优劣，而 {input} 未声明方向；请声明 better='higher' 或 'lower'",
        "the formula reads {reference}, and {input} declares no direction; declare better='higher' or 'lower'",
    ),
}

MEANING = {
    "points-as-share": (
        "单位是个百分点而 kind='share'；百分点是两个百分数之差，不是占比，请用 kind='rate'",
        "the unit is 个百分点 and kind='share'; percentage points are a difference, no share: say kind='rate'",
    ),
    "points-in-percent": (
        "{where}写的是百分点，而单位是 {unit}；请改为 unit='个百分点'，或改正文字",
        "{where} speaks of percentage points, and the unit is {unit}; say unit='个百分点', or correct the words",
    ),
    "percent-in-points": (
        "{where}写的是{word}，不像差值，而单位是个百分点；请改为 unit='%'，或写明是谁与谁之差",
        (
            "{where} speaks of a {word} and of no difference, and the unit is 个百分点; say unit='%', or say what it is the"
            " difference of"
        ),
    ),
    "growth-as-share": (
        "{title}是增长率，而 kind='share'（占比是其分母的百分之几）；请用 kind='rate'",
        "{title} is a growth, and kind='share' (a share is percent of its denominator); say kind='rate'",
    ),
    "kind-unit": (
        "kind={kind!r} 与单位 {unit!r} 不合：{why}",
        "kind={kind!r} does not go with the unit {unit!r}: {why}",
    ),
    "fraction-as-percent": (
        "单位是 %，取值范围却是 {valid}；% 列存 75 而不是 0.75，请写 (0, 100)",
        "the unit is % and the valid range {valid}; a column in % holds 75, not 0.75: write (0, 100)",
    ),
    "summed-rate": (
        "{rule}='sum'，而单位 {unit} 是“每{per}”的量，各部分相加没有意义；请改为 weighted，或由分子分母推导",
        "{rule}='sum', and {unit} is a quantity per {per}, which does not add up; weight it, or derive it from its parts",
    ),
    "summed-index": (
        "{rule}='sum'，而指数不可相加；请用 mean、last 或不汇总",
        "{rule}='sum', and an index is never added; use mean, last or none",
    ),
    "summed-stock": (
        "over_time='sum'，而名称表明是时点数（{word}）；时点数按时间取 last 或 mean",
        "over_time='sum', and by its name ({word}) it is a stock; over time a stock is last or mean",
    ),
    "summed-total": (
        "over_time='sum'，而它已是累计数；累计数按时间取 last，否则重复计算",
        "over_time='sum', and its values are accumulated already; over time take last, or they are counted twice",
    ),
    "averaged-count": (
        "{rule}={how!r}，而计数的平均不再是计数；请用 sum 或 last，平均数另设指标",
        "{rule}={how!r}, and the mean of counts is no count; use sum or last, and give the mean an indicator of its own",
    ),
    "averaged-share": (
        "{rule}={how!r} 会把大小不同的部分的百分数等权平均；请给出分子分母，或用 weighted",
        "{rule}={how!r} averages percentages of parts of different size; give its numerator and denominator, or weight it",
    ),
}

WORDS = {
    "no-source": ("没有来源；请写 source=…", "it has no source; say source=…"),
    "no-definition": (
        "没有定义；请写 definition=Text('…', '…')",
        "it has no definition; say definition=Text('…', '…')",
    ),
    "one-language": (
        "{what}只有一种语言，缺{missing}；请写 Text('中文', 'English')",
        "{what} is in one language, {missing} is missing; write Text('中文', 'English')",
    ),
    "wrong-language": (
        "{what}的{missing}文本 {text!r} 不是{missing}",
        "the {missing} text of {what}, {text!r}, is not in {missing}",
    ),
    "placeholder": ("{what}还是占位文字 {text!r}", "{what} is still a placeholder, {text!r}"),
    "same-title": (
        "名称 {title!r} 与 {others} 相同；按名称查找时无法分辨",
        "{title!r} is a name of {others} too; nobody can tell them apart by it",
    ),
    "same-formula": (
        "公式与 {others} 完全相同；保留一个，另一个作别名",
        "its formula is that of {others}; keep one and make the other an alias",
    ),
    "empty-domain": ("领域没有指标", "the domain declares no indicator"),
}

PUBLISHED = {
    "figure-without-source": ("公布数没有来源：{what}", "a published figure without source: {what}"),
    "honour-without-source": ("荣誉没有来源：{what}", "an honour without source: {what}"),
    "print-contradicts": (
        "{what}：印作 {printed!r}，即 {interval}，与值 {value} 不符",
        "{what}: {printed!r} is printed, which is {interval}, and the value is {value}",
    ),
    "print-unit": (
        "{what}：印作 {printed!r}，单位 {of_print}，与 {unit} 不符",
        "{what}: {printed!r} is printed, in {of_print}, and the figure is in {unit}",
    ),
    "two-values": (
        "{what}：同一来源给了两个值 {values}",
        "{what}: one source gives two values, {values}",
    ),
    "official-unread": (
        "official=True 表示所用部分已读原文，而{why}；请补全，或改为 official=False",
        "official=True says that the parts used were read, and {why}; complete it, or say official=False",
    ),
    "unused-setting": (
        "没有公式或窗口用到这个设置；删去它，或让公式的参数用它的名字",
        "no formula and no window reads this setting; drop it, or give a formula a parameter of its name",
    ),
    "limits-without-source": ("限值没有来源；请写 source=…", "its limits have no source; say source=…"),
    "data-without-source": (
        '数据文件未写来源；请在文件中或在旁边说明它的文件中写 source = "…"',
        'the data file names no source; write source = "…" in it, or in a file beside it that names it',
    ),
}

PACKAGE = {
    "back-door": (
        "引用了内部模块 {name}；插件只从 kaizhou_indicators 与 kaizhou_indicators.testing 引用公开名称",
        (
            "{name} is imported, which is not public; a plugin imports public names of kaizhou_indicators and"
            " kaizhou_indicators.testing only"
        ),
    ),
    "heavy-import": (
        "加载插件即引入 {name}；请在用到它的函数里引入",
        "loading the plugin imports {name}; import it inside the function that needs it",
    ),
    "unsafe-call": (
        "调用了 {name}，会执行或还原任意代码；请改用公式、TOML 或 JSON",
        "{name} is called, which runs or restores any code; use a formula, TOML or JSON",
    ),
    "no-dependency": (
        "pyproject.toml 的 dependencies 没有 kaizhou-indicators",
        "dependencies of pyproject.toml do not name kaizhou-indicators",
    ),
}

NOTES = {
    "no-direction": (
        "未声明方向；请写 better='higher' 或 'lower'，本无方向者不必理会",
        "it declares no direction; say better='higher' or 'lower', or leave it if there is none",
    ),
    "no-aggregation": (
        "未声明如何汇总，rollup 会拒绝它；能加总的请写 over_time、over_area",
        "it declares no aggregation, so a rollup refuses it; say over_time and over_area where it adds up",
    ),
    "unsourced-formula": (
        "没有来源；公式的出处（文件、条款）值得写明",
        "it has no source; say where the formula comes from (document, clause)",
    ),
    "may-leave-range": (
        "没有什么保证公式留在 {valid} 之内：当 {where} 时得 {value}；可用 Identity（如 funnel）声明各输入的关系，或放宽 valid",
        (
            "nothing keeps the formula inside {valid}: {value} at {where}; declare how its inputs are related with an Identity"
            " (such as funnel), or widen valid"
        ),
    ),
    "difference-or-points": (
        "`{formula}` 是两个百分数之差；若分母不同，单位应为个百分点",
        "`{formula}` is a difference of two percentages; unless both are of one whole, its unit is 个百分点",
    ),
    "averaged-over-time": (
        "{rule}={how!r} 会把各期的百分数等权平均；各期分母不同时请给出分子分母",
        "{rule}={how!r} averages percentages of different periods; give numerator and denominator where these differ in size",
    ),
    "unused-source": ("没有指标、公布数或荣誉引用这个来源", "no indicator, figure or honour names this source"),
    "untraceable-source": (
        "来源没有发布机关，也没有网址，读者无从查找",
        "the source has neither issuer nor url, so that no reader finds it",
    ),
    "absent-domain": (
        "引用的领域未加载，未能核对：{names}",
        "it refers to domains that are not loaded, which was not checked: {names}",
    ),
    "unreadable-print": (
        "{what}：印作 {printed!r}，读不成数，未能与值核对",
        "{what}: {printed!r} is printed, which is no figure, so that it was not checked against the value",
    ),
    "untyped": (
        "软件包没有 py.typed，类型检查器不读它的注解",
        "the package has no py.typed, so that type checkers pass it by",
    ),
    "slow-import": (
        "加载 {distribution} 用了 {seconds} 秒，每条命令都要等它；请在用到数据的函数里再读数据、引入大库",
        (
            "loading {distribution} took {seconds} s, and every command waits for it; read data and import large libraries"
            " inside the functions that need them"
        ),
    ),
}
