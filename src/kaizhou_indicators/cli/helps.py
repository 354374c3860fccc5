"""The help of the command and its options, in both languages."""

from __future__ import annotations

from ..text import Text

HELP = {
    "help.kaizhou": Text(
        "查看开州改革指标，推导并解释数值。\n\n"
        "语言依次取自 --lang、环境变量 KAIZHOU_LANG、系统区域设置。标准输出只有数据，提示写到标准错误；"
        "输出到管道或文件时为 UTF-8 纯文本。\n\n"
        "退出码：0 正常；1 数据或请求有误；2 命令用法有误；3 缺少需要安装的组件。",
        "Look up the indicators of Kaizhou's reforms, derive values and explain them.\n\n"
        "The language is that of --lang, else of KAIZHOU_LANG, else of the locale. Standard output holds data only,"
        " messages go to standard error; into a pipe or file the output is plain text in UTF-8.\n\n"
        "Exit codes: 0 fine; 1 the data or the request is wrong; 2 the command is used wrongly;"
        " 3 something that is needed is not installed.",
    ),
    "help.lang": Text("说明与提示所用语言。", "Language of help and messages."),
    "help.only": Text("只加载该插件；可重复。", "Load this plugin only; may be repeated."),
    "help.block": Text("不加载该插件；可重复。", "Do not load this plugin; may be repeated."),
    "help.set": Text(
        "给出设置的值，如 water.target_class=2；可重复。",
        "Supply a setting, such as water.target_class=2; may be repeated.",
    ),
    "help.strict": Text("任何插件未能加载即为错误。", "Take a plugin that does not load for an error."),
    "help.version": Text("显示版本。", "Show the version."),
    "help.json": Text("输出 JSON。", "Print JSON."),
    "help.plugins": Text("列出已安装的插件及未能加载者。", "List the installed plugins, and those that did not load."),
    "help.list": Text(
        "列出指标。给出 TEXT 时按代码、中英文名称、别名查找。",
        "List indicators; TEXT is looked for in keys, titles of both languages and aliases.",
    ),
    "help.domain": Text("只列该领域；可重复。", "This domain only; may be repeated."),
    "help.kind": Text("只列该类型；可重复。", "This kind only; may be repeated."),
    "help.published": Text(
        "列出各领域公布的数字、由此得出的数字、核验结果，以及不能得出的及其原因。DOMAIN 为领域名，不写则列出全部。",
        "Show the figures that the domains record, what follows from them, what was checked, and what cannot be computed and"
        " why. DOMAIN is the name of a domain; without one all are shown.",
    ),
    "help.show": Text(
        "显示一个指标的全部内容：定义、来源、公式、上下游指标、基准、公布数。KEY 为代码或完整名称。",
        "Show all there is of an indicator: definition, source, formula, what it is made from and what is made from"
        " it, baselines, published figures. KEY is a key or a full title.",
    ),
    "help.explain": Text(
        "逐步解释推导：公式、输入值与单位、结果、来源。\n\n例：kaizhou explain water.tli_chla -v 'water.chla=26.5 mg/m^3'",
        "Explain a derivation step by step: formula, inputs with units, result, source.\n\n"
        "Example: kaizhou explain water.tli_chla -v 'water.chla=26.5 mg/m^3'",
    ),
    "help.value": Text(
        "一个值，可带单位，如 water.chla=26.5 mg/m^3；逐期的值写作 [2,3,2]；可重复。",
        "A value, with its unit if it likes, such as water.chla=26.5 mg/m^3; one value a period as [2,3,2];"
        " may be repeated.",
    ),
    "help.file": Text("取值的表。", "The table to take the values from."),
    "help.parents": Text(
        "写着上级地区的列名：@peers（同组）与 @rank（位次）按它分组；缺省时全部地区为一组。",
        "Column that holds the parent area: the groups of @peers and @rank; without it all areas form one group.",
    ),
    "help.where": Text("选定一行，如 area=汉丰湖；可重复。", "Pick the row, such as area=500154; may be repeated."),
    "help.derive": Text(
        "读一张表，推导指标、变动与比较，附在表后输出。\n\n"
        "FILE 为 .csv、.tsv（UTF-8、UTF-16 或 GB18030）、.parquet 或 .xlsx；“-”为标准输入的 CSV。"
        "列名可为代码、名称或“总磷(mg/L)”；缺 area、period 列时，“地区”“时期”列即是。\n\n"
        "例：kaizhou derive lake.csv -t water.tli_chla -t water.codmn@2018:pct",
        "Read a table, derive indicators, changes and comparisons, and print it with them appended.\n\n"
        "FILE is a .csv or .tsv (UTF-8, UTF-16 or GB18030), .parquet or .xlsx; - is CSV from standard input."
        " Columns are named by key, by title or like 总磷(mg/L); columns 地区 and 时期 stand in for area and"
        " period where these are absent.\n\n"
        "Example: kaizhou derive lake.csv -t water.tli_chla -t water.codmn@2018:pct",
    ),
    "help.check": Text(
        "检查一个领域，一次说出评审者会说的一切：单位、量纲、取值范围、汇总、百分号与百分点、来源、文字、公布数。"
        "TARGET 为已安装插件或内置领域的名称，或发行包目录（不必安装）、.py 文件、.toml 文件；检查会运行其中的代码。\n\n"
        "每行一条：文件:行号: 级别[代码] 键：内容。错误会使登记失败；警告是评审者会反对的；提示是会问到的。\n\n"
        "退出码：有错误为 1，加 --strict 时有警告也为 1，否则为 0。",
        "Check a domain and tell all that a reviewer would say at once: units, dimensions, ranges, aggregation, % and"
        " percentage points, sources, words, published figures. TARGET is the name of an installed plugin or built-in"
        " domain, or the folder of a distribution (which need not be installed), a .py file or a .toml file; checking it"
        " runs its code.\n\n"
        "One line a finding: file:line: severity[code] key: message. An error keeps the domain from registering, a warning"
        " is what a reviewer would object to, a note what one would ask.\n\n"
        "The exit code is 1 where there is an error, with --strict also where there is a warning, and 0 otherwise.",
    ),
    "help.check_strict": Text("有警告也算不通过（用于 CI）。", "Warnings fail too, as in CI."),
    "help.ignore": Text(
        "已看过并接受的发现，如 no-source 或 no-source:water.codmn，键可含 *；可重复。错误不能略过。",
        "A finding looked at and accepted, such as no-source or no-source:water.codmn, the key with * if need be; may be"
        " repeated. Errors stay.",
    ),
    "help.target": Text(
        "要推导的指标或引用，如 water.codmn@2018:pct；可重复。",
        "An indicator or reference to derive, such as water.codmn@2018:pct; may be repeated.",
    ),
    "help.unit": Text(
        "列的单位与声明不同时给出，如 water.tp=ug/L；可重复。",
        "The unit of a column, where it is not the declared one, such as water.tp=ug/L; may be repeated.",
    ),
    "help.area": Text("地区列的名称。", "Name of the area column."),
    "help.period": Text("时期列的名称。", "Name of the period column."),
    "help.sheet": Text("工作表名称；默认第一张。", "Name of the sheet; the first one unless given."),
    "help.long": Text(
        "表为长表：area、period、indicator、value[、unit、status]。",
        "The table is long: area, period, indicator, value[, unit, status].",
    ),
    "help.null": Text(
        "表示缺值的文字，如 —；可重复。", "A text that means a missing value, such as NA; may be repeated."
    ),
    "help.columns": Text("结果中保留的列，逗号分隔；默认全部。", "Columns to keep, comma-separated; all unless given."),
    "help.output": Text(
        "写入该文件：.csv、.tsv、.parquet、.json 或 .xlsx。",
        "Write to this file: .csv, .tsv, .parquet, .json or .xlsx.",
    ),
    "help.format": Text(
        "标准输出的格式；只有 table 修约：推导值按指标的小数位，百分数与百分点的变动取一位，其余取六位有效数字。"
        "table 的等级用所选语言，csv、json 与 -o 的文件总用定义中的名称（中文）。",
        "Format of standard output. Only a table is rounded: derived values to the indicator's decimals, changes in %"
        " and percentage points to one, all else to six digits. Only a table shows grades in the language of the"
        " command; csv, json and the file of -o always hold the labels as defined (Chinese).",
    ),
    "help.rows": Text(
        "table 最多显示的行数，0 为全部；默认 50。", "Rows of a table to show, 0 for all; 50 unless given."
    ),
    "help.reasons": Text(
        "说明结果为空的原因；与 -o 同用时写到标准输出，否则写到标准错误。",
        "Tell why results are null: on standard output together with -o, else on standard error.",
    ),
}
