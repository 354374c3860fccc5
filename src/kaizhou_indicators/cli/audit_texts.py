"""What ``kaizhou audit`` says, in both languages."""

from __future__ import annotations

from ..text import Text

AUDIT = {
    "help.audit": Text(
        "核验公布的数字：彼此、与定义、与基准是否相符。\n\n"
        "FILE 为表述的清单（.csv、.tsv、.xlsx、.parquet，或含 [[claim]] 的 .toml），或正文（.txt、.md），从中读出数字。"
        "清单的列：ref（指标）、area（地区）、period（时期）、printed（公布数）、source（来源）、note（备注），"
        "及指标的其他维度；括号中的列名亦可。\n\n"
        "退出码：有矛盾或文件有误为 1，否则为 0。\n\n"
        "例：kaizhou audit report.txt --area 500154 --period 2024",
        "Audit published figures: against each other, the definitions and the baselines.\n\n"
        "FILE is a list of claims (.csv, .tsv, .xlsx, .parquet, or a .toml of entries [[claim]]), or a Chinese text (.txt,"
        " .md) whose figures are read. The columns of a list are ref, area, period, printed, source, note, and the further"
        " dimensions of the indicators.\n\n"
        "Exit code: 1 where figures contradict each other or the file is wrong, else 0.\n\n"
        "Example: kaizhou audit report.txt --area 500154 --period 2024",
    ),
    "help.audit_area": Text(
        "正文的地区；清单中未写地区者亦用之。", "The area of a text, and of the claims of a list that give none."
    ),
    "help.audit_period": Text(
        "正文的时期，“今年”“近两年”由此推知；清单中未写时期者亦用之。",
        "The period of a text, and of the claims of a list that give none.",
    ),
    "help.place": Text(
        "正文中地区的叫法及其代码，如 全市=500000；可重复。",
        "What an area is called in the text, and its code, such as NAME=500000; may be repeated.",
    ),
    "help.baseline": Text(
        "正文中未印出与何者相比的变动，与此相比：yoy（上年同期）、prev（上期）或时期；不给出则不归于指标。",
        "What changes of a text are compared with where it prints nothing: yoy, prev or a period; without it they are not"
        " bound.",
    ),
    "help.recorded": Text(
        "与各领域收录的公布数一并核验。", "Hold the claims to the figures that the domains record too."
    ),
    "help.policy": Text(
        '写明“约”“余”等词所留余地的 .toml 文件：[words."词"]，below、above、holds、far、relative；另有 zeros、exact_counts。',
        'A .toml that says what vague words leave open: [words."WORD"] with below, above, holds, far, relative;'
        " besides zeros and exact_counts.",
    ),
    "help.markdown": Text("输出 Markdown 表。", "Print a Markdown table."),
    "help.audit_output": Text(
        "写入该文件：.json、.md、.html、.csv、.tsv、.parquet 或 .xlsx。",
        "Write to this file: .json, .md, .html, .csv, .tsv, .parquet or .xlsx.",
    ),
    "usage.json_and_markdown": Text("--json 与 --markdown 只能用其一。", "--json and --markdown exclude each other."),
    "usage.form_and_output": Text(
        "-o 的文件名已说明格式，不必再用 --json 或 --markdown。",
        "the file of -o tells the format; leave --json and --markdown out.",
    ),
    "audit.faults": Text("{name}：{count} 处有误\n{faults}", "{name}: {count} faults\n{faults}"),
    "audit.fault": Text("  {place}：{reason}", "  {place}: {reason}"),
    "audit.no_column": Text(
        "{name}：缺列 {column!r}。{near}现有：{known}", "{name}: the column {column!r} is missing.{near} It has {known}"
    ),
    "audit.no_area": Text("未写地区；请补上，或用 --area 给出", "no area; write it, or give --area"),
    "audit.no_period": Text("未写时期；请补上，或用 --period 给出", "no period; write it, or give --period"),
    "audit.no_printed": Text("未写公布数", "no printed figure"),
    "audit.no_ref": Text("未写指标", "no reference to an indicator"),
    "audit.unknown_column": Text(
        "不认识 {column!r}；可用 ref、area、period、printed、source、note，及指标的维度",
        "{column!r} is not known; it takes ref, area, period, printed, source, note, and dimensions of the indicator",
    ),
    "audit.no_claims": Text("{name}：没有可核验的表述", "{name}: there is no claim to audit"),
    "audit.policy": Text("{name}，{key}：{reason}", "{name}, {key}: {reason}"),
    "audit.policy_key": Text("不认识；可用 {known}", "is not known; it takes {known}"),
    "audit.policy_value": Text("{value!r} 不合；{wanted}", "{value!r} does not fit; {wanted}"),
    "audit.policy_number": Text("须为不小于 0 的有限数", "give a finite number from 0 on"),
    "audit.policy_truth": Text("须为 true 或 false", "give true or false"),
    "audit.policy_table": Text("须为一节", "give a table"),
    "audit.place": Text("第 {line} 行第 {character} 字", "line {line}, character {character}"),
    "audit.unbound": Text(
        "未能归于指标的数字 {count} 个，未核验：",
        "{count} figures could not be bound to an indicator and were not audited:",
    ),
    "audit.unbound_one": Text(
        "  第 {start}–{end} 字 “{quote}”：{reason}", "  characters {start}–{end}, {quote}: {reason}"
    ),
    "audit.counts": Text(
        "表述 {claims} 条；结论：不符 {inconsistent}、不能判定 {undetermined}、相符 {consistent}；无可核验者 {alone} 条",
        "{claims} claims; findings: {inconsistent} inconsistent, {undetermined} undetermined, {consistent} consistent;"
        " {alone} claims are tied to no other",
    ),
    "audit.written": Text("已写入 {name}", "wrote {name}"),
    "label.status": Text("结论", "Finding"),
    "label.explanation": Text("说明", "Explanation"),
    "label.places": Text("位置", "Place"),
}
