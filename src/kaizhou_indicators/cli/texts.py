"""Everything the command says, in both languages; nothing is said that does not stand here or in ``helps``.

Names are ``group.name``; gaps are named in braces.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..text import Text
from .audit_texts import AUDIT
from .helps import HELP
from .new_texts import NEW

#: phrases of click that appear in its help
CLICK: Mapping[str, Text] = {
    "Show this message and exit.": Text("显示本说明。", "Show this message and exit."),
    "Options": Text("选项", "Options"),
    "Commands": Text("命令", "Commands"),
    "[required]": Text("[必填]", "[required]"),
}

GENERAL = {
    "error": Text("错误：{message}", "Error: {message}"),
    "note": Text("注意：{message}", "Note: {message}"),
    "near": Text("您是不是要找 {names}？", " Did you mean {names}?"),
    "and_more": Text("，另有 {count} 处", " and {count} more"),
    "set": Text(
        "在命令行中写作：kaizhou {options} …（其值为示例）",
        "On the command line: kaizhou {options} … (the values are examples)",
    ),
    "unknown_language": Text(
        "不认识 {name}={value!r}；可用 zh 或 en",
        "{name}={value!r} is not known here; use zh or en. Going on in English",
    ),
    "stopped": Text("已中止", "stopped"),
    "colon": Text("：", ":"),
    "none": Text("无", "none"),
    "yes": Text("是", "yes"),
    "missing.cli": Text(
        "未安装 {names}；请运行 pip install 'kaizhou-indicators[cli]'",
        "{names} not installed; run pip install 'kaizhou-indicators[cli]'",
    ),
    "missing.excel": Text(
        "读写 .xlsx 需要 {names}；请运行 pip install 'kaizhou-indicators[excel]'，或改用 .csv、.parquet",
        "reading or writing .xlsx needs {names}; run pip install 'kaizhou-indicators[excel]', or use .csv or .parquet",
    ),
    "failed_plugins": Text(
        "{count} 个插件未能加载（{names}）；原因见 kaizhou plugins",
        "{count} of the plugins did not load ({names}); `kaizhou plugins` tells why",
    ),
}

PUBLISHED = {
    "published.figures": Text("公布的数字", "Figures as published"),
    "published.none": Text("没有可命名来源的公布数", "no figure with a source that can be named"),
    "published.follows": Text("由此得出", "What follows from them"),
    "published.checked": Text("核验", "Checked"),
    "published.cannot": Text("不能得出的，及其原因", "What cannot be computed, and why"),
    "finding.consistent": Text("相符", "consistent"),
    "finding.inconsistent": Text("不符", "inconsistent"),
    "finding.undetermined": Text("不能判定", "undetermined"),
}

CHECK = {
    "check.counts": Text(
        "{name}：错误 {errors}，警告 {warnings}，提示 {notes}",
        "{name}: errors {errors}, warnings {warnings}, notes {notes}",
    ),
    "severity.error": Text("错误", "error"),
    "severity.warning": Text("警告", "warning"),
    "severity.note": Text("提示", "note"),
}

USAGE = {
    "usage.head": Text("用法：", "Usage: "),
    "usage.options": Text("[选项]", "[OPTIONS]"),
    "usage.command": Text("命令 [参数]...", "COMMAND [ARGS]..."),
    "usage.see": Text("说明见 {command} --help", "`{command} --help` explains."),
    "usage.no_option": Text("没有选项 {name}。", "there is no option {name}."),
    "usage.no_command": Text("没有命令 {name!r}。", "there is no command {name!r}."),
    "usage.missing": Text("缺少 {name}。", "{name} is missing."),
    "usage.needs_value": Text("选项 {name} 需要一个值。", "the option {name} needs a value."),
    "usage.no_value": Text("选项 {name} 不带值。", "the option {name} takes no value."),
    "usage.extra": Text("多余的参数：{names}。", "these arguments are not understood: {names}."),
    "usage.choice": Text("{name} 只能是 {choices}，不能是 {value!r}。", "{name} is one of {choices}, not {value!r}."),
    "usage.bad": Text("{name}：{message}。", "{name}: {message}."),
    "usage.whole": Text("需要不小于 0 的整数", "a whole number from 0 is needed"),
    "usage.pair": Text("{value!r} 应写作 {form}", "{value!r} should be written {form}"),
    "usage.twice": Text("{name!r} 给了两次", "{name!r} is given twice"),
    "usage.format_and_output": Text(
        "--format 只用于标准输出；与 -o 同用时须加 --reasons",
        "--format is for standard output; together with -o it needs --reasons",
    ),
    "usage.explain_one_of": Text(
        "请用 -v KEY=VALUE 给出数值，或用 --file 与 --where 指定表中的一行",
        "give values with -v KEY=VALUE, or pick a row of a table with --file and --where",
    ),
    "usage.explain_not_both": Text("-v 与 --file 只能用其一", "-v and --file exclude each other"),
    "usage.where_without_file": Text("--where 须与 --file 同用", "--where needs --file"),
}

READING = {
    "file.missing": Text("文件 {name!r} 不存在。{near}", "the file {name!r} does not exist.{near}"),
    "file.directory": Text("{name!r} 是目录，不是文件", "{name!r} is a directory, not a file"),
    "file.no_directory": Text(
        "目录 {name!r} 不存在；请先建立，或写到别处",
        "the directory {name!r} does not exist; make it first, or write elsewhere",
    ),
    "file.system": Text("{name!r}：{reason}", "{name!r}: {reason}"),
    "file.kind": Text(
        "{name!r}：扩展名应为 {known} 之一", "{name!r}: the file's ending tells its format; use one of {known}"
    ),
    "file.empty": Text("{name}：文件为空；需要表头和数据行", "{name}: the file is empty; it needs a header and rows"),
    "file.binary": Text(
        "{name}：不是文本表{looks}；请另存为 CSV，或改用正确的扩展名",
        "{name}: this is no text table{looks}; save it as CSV, or give it its proper ending",
    ),
    "file.looks": Text("，像是 {kind} 文件", ", it looks like {kind}"),
    "file.encoding": Text(
        "{name}，第 {line} 行：既非 UTF-8 也非 GB18030（字节 0x{byte:02X}）；请以 UTF-8 另存",
        "{name}, line {line}: neither UTF-8 nor GB18030 (byte 0x{byte:02X}); save it as UTF-8",
    ),
    "file.gb18030": Text("{name} 不是 UTF-8，按 GB18030 读取", "{name} is not UTF-8; it is read as GB18030"),
    "file.ragged": Text(
        "{name}，第 {line} 行：有 {count} 格，表头有 {width} 格；逗号属于内容时请加引号",
        "{name}, line {line}: {count} cells where the header has {width}; quote a cell that holds the separator",
    ),
    "file.csv": Text("{name}，第 {line} 行：无法按 CSV 读取（{reason}）", "{name}, line {line}: no CSV ({reason})"),
    "file.header_twice": Text(
        "{name}，第 {line} 行：列 {column!r} 出现两次；请改名或删去其一",
        "{name}, line {line}: the column {column!r} stands twice; rename or drop one",
    ),
    "file.broken": Text("{name}：无法按 {kind} 读取（{reason}）", "{name}: cannot be read as {kind} ({reason})"),
    "file.no_sheet": Text(
        "{name}：没有工作表 {sheet!r}。{near}现有：{known}", "{name}: no sheet {sheet!r}.{near} It has {known}"
    ),
    "file.sheet_only_xlsx": Text(
        "{name}：--sheet 只用于 .xlsx", "{name}: only an .xlsx file has sheets; leave --sheet out"
    ),
    "place.line": Text("第 {number} 行", "line {number}"),
    "place.row": Text("数据第 {number} 行", "data row {number}"),
    "table.number": Text(
        "{name}，列 {column!r}：{cells} 不是数；{way}", "{name}, column {column!r}: {cells} is no number; {way}"
    ),
    "table.mend": Text("请改正，或用 --null 指明表示缺值的文字", "mend it, or name what means missing with --null"),
    "table.below": Text(
        "低于检出限的值（如 {value!r}）须先决定如何取值：检出限的一半、0 或缺值；取前两者请改写该格，作缺值则用 --null {value!r}",
        "a value below detection such as {value!r} needs a decision first: half the limit, zero, or missing; write the"
        " number for the first two, use --null {value!r} for the last",
    ),
    "table.grade": Text(
        "{name}，列 {column!r}：{cells} 不是该指标的等级；等级为：{known}",
        "{name}, column {column!r}: {cells} is no grade of this indicator; known: {known}",
    ),
    "table.cell": Text("{place} {value!r}", "{place}: {value!r}"),
    "table.period": Text("{name}，{place}，列 {column!r}：{reason}", "{name}, {place}, column {column!r}: {reason}"),
    "table.twice": Text(
        "{name}：{places} 的 {key} 相同；每个地区与时期只留一行",
        "{name}: {places} have the same {key}; keep one row for an area and period",
    ),
    "table.no_column": Text(
        "{name}：没有列 {column!r}。{near}现有：{known}", "{name}: no column {column!r}.{near} It has {known}"
    ),
    "table.long": Text(
        "{name}：这是长表（列 indicator、value）；请加 --long",
        "{name}: this is a long table (columns indicator and value); add --long",
    ),
    "table.unknown_columns": Text("不认识的列：{columns}", "columns that are no indicator: {columns}"),
    "table.unknown_column": Text("{column!r}（{near}）", "{column!r}.{near}"),
}

RESULTS = {
    "stage.read": Text("读取 {name}", "reading {name}"),
    "stage.check": Text("检查", "checking"),
    "stage.derive": Text("推导（{count} 项）", "deriving (targets: {count})"),
    "stage.reasons": Text("查明空值原因", "finding out why cells are null"),
    "stage.write": Text("输出", "writing"),
    "written": Text("已写入 {name}：{rows} 行 {columns} 列", "wrote {name}: {rows} rows, {columns} columns"),
    "more_rows": Text(
        "另有 {count} 行未显示；用 --rows 0 显示全部，或用 --format csv、-o 输出",
        "{count} more rows are not shown; --rows 0 shows all, --format csv and -o write all",
    ),
    "same_file": Text("{name!r} 就是输入文件；请写到另一个文件", "{name!r} is the input; write to another file"),
    "not_written": Text(
        "{name}：无法写出（{reason}）；可用 --columns 只保留可写的列",
        "{name}: cannot be written ({reason}); --columns keeps the columns that can",
    ),
    "no_nulls": Text("没有空的结果", "no result is null"),
    "reason": Text("{place}（{key}）：{reason}", "{place} ({key}): {reason}"),
    "nothing_found": Text("没有指标符合 {text!r}。{near}", "no indicator matches {text!r}.{near}"),
    "nothing_listed": Text("没有符合条件的指标", "no indicator fits"),
    "no_domain": Text("没有领域 {name!r}。{near}已加载：{known}", "no domain {name!r}.{near} Loaded: {known}"),
    "explain.given": Text("给定", "given"),
    "explain.base": Text("取自表中其他行", "looked up in the table"),
    "explain.source": Text("来源：{title}", "source: {title}"),
}

LABELS = {
    "label.plugin": Text("插件", "Plugin"),
    "label.distribution": Text("发行包", "Distribution"),
    "label.domains": Text("领域", "Domains"),
    "label.indicators": Text("指标数", "Indicators"),
    "label.state": Text("状态", "State"),
    "label.loaded": Text("已加载", "loaded"),
    "label.failed": Text("未加载：{reason}", "not loaded: {reason}"),
    "label.key": Text("代码", "Key"),
    "label.title": Text("名称", "Title"),
    "label.title_zh": Text("中文名称", "Chinese title"),
    "label.title_en": Text("英文名称", "English title"),
    "label.definition": Text("定义", "Definition"),
    "label.unit": Text("单位", "Unit"),
    "label.kind": Text("类型", "Kind"),
    "label.better": Text("方向", "Better"),
    "label.over_time": Text("时间汇总", "Over time"),
    "label.over_area": Text("地区汇总", "Over areas"),
    "label.valid": Text("取值范围", "Valid range"),
    "label.decimals": Text("小数位", "Decimals"),
    "label.aliases": Text("别名", "Aliases"),
    "label.by": Text("其他维度", "Dimensions"),
    "label.grades": Text("等级（优者在前）", "Grades, best first"),
    "label.changes": Text("可用变动", "Changes"),
    "label.version": Text("版本", "Version"),
    "label.validity": Text("适用时期", "Holds for"),
    "label.breaks": Text("序列断点", "Breaks"),
    "label.basis": Text("口径", "Basis"),
    "label.published_only": Text("只用公布数", "Published only"),
    "label.source": Text("来源", "Source"),
    "label.official": Text("官方原文", "Official"),
    "label.formula": Text("公式", "Formula"),
    "label.settings": Text("所需设置", "Settings"),
    "label.inputs": Text("输入", "Made from"),
    "label.dependants": Text("用于", "Used by"),
    "label.baselines": Text("基准", "Baselines"),
    "label.observations": Text("公布数", "Published"),
    "label.area": Text("地区", "Area"),
    "label.period": Text("时期", "Period"),
    "label.printed": Text("公布", "Printed"),
    "label.reference": Text("引用", "Reference"),
    "label.value": Text("数值", "Value"),
    "label.interval": Text("取整允许的范围", "Range that rounding allows"),
    "label.row": Text("行", "Row"),
    "label.target": Text("目标", "Target"),
    "label.reason": Text("原因", "Reason"),
    "official.yes": Text("官方文件，所用条文已读（来源见上）", "official document, the parts used were read"),
    "official.no": Text("非官方文件，或所用条文未读", "not official, or the parts used were not read"),
    "builtin": Text("内置", "built in"),
    "builtin_baselines": Text("内置：{names}", "built in: {names}"),
}

CODES = {
    "kind.level": Text("水平", "level"),
    "kind.count": Text("计数", "count"),
    "kind.share": Text("占比", "share"),
    "kind.rate": Text("率", "rate"),
    "kind.index": Text("指数", "index"),
    "kind.rank": Text("位次", "rank"),
    "kind.grade": Text("等级", "grade"),
    "better.higher": Text("越高越好", "higher"),
    "better.lower": Text("越低越好", "lower"),
    "better.neutral": Text("中性", "neutral"),
    "better.band": Text("区间内为好", "band"),
    "over.sum": Text("求和", "sum"),
    "over.mean": Text("平均", "mean"),
    "over.last": Text("期末", "last"),
    "over.first": Text("期初", "first"),
    "over.min": Text("最小", "min"),
    "over.max": Text("最大", "max"),
    "over.median": Text("中位数", "median"),
    "over.weighted": Text("加权平均", "weighted mean"),
    "rounding.half_even": Text("四舍六入五成双", "half_even"),
    "rounding.half_up": Text("四舍五入", "half_up"),
    "change.pct": Text("增长率", "pct"),
    "change.pp": Text("百分点", "pp"),
    "change.abs": Text("增加量", "abs"),
    "change.times": Text("是几倍", "times"),
    "change.times_more": Text("增长几倍", "times_more"),
    "change.share": Text("占比", "share"),
    "change.index": Text("基期为100", "index"),
    "change.rank": Text("位次", "rank"),
}

#: name -> text
TEXTS: Mapping[str, Text] = {
    **GENERAL,
    **PUBLISHED,
    **CHECK,
    **AUDIT,
    **NEW,
    **USAGE,
    **HELP,
    **READING,
    **RESULTS,
    **LABELS,
    **CODES,
}
