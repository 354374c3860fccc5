"""What ``kaizhou new`` says, in both languages."""

from __future__ import annotations

from ..text import Text

NEW = {
    "help.domain_file": Text(
        "同时加载该文件（.toml 或 .yaml）写明的领域，不必打包安装；可重复。",
        "Load the domain that this file (.toml or .yaml) declares as well, without packaging it; may be repeated.",
    ),
    "help.new": Text(
        "写出一个插件发行包：可安装、通过自带测试与类型检查、能生成文档页。NAME 是领域名，也是其指标代码的前缀。\n\n"
        "例：kaizhou new tea --title-zh 茶业 --title-en Tea",
        "Write a plugin distribution that installs, passes its tests, type-checks and builds its documentation page as it"
        " stands. NAME is the name of the domain and the namespace of its keys.\n\n"
        "Example: kaizhou new tea --title-zh 茶业 --title-en Tea",
    ),
    "help.title_zh": Text("领域的中文名称。", "The domain's title in Chinese."),
    "help.title_en": Text("领域的英文名称。", "The domain's title in English."),
    "help.directory": Text(
        "写到该目录，它须尚不存在；默认 ./kaizhou-NAME。",
        "The directory to write, which must not exist yet; ./kaizhou-NAME unless given.",
    ),
    "new.name": Text(
        "{name!r} 不能作领域名：须以小写字母开头，只含小写字母、数字和 _，不超过 {most} 个字符。{near}",
        "{name!r} is no name of a domain: lower-case letters, digits and _, a letter first, at most {most}"
        " characters.{near}",
    ),
    "new.name_near": Text("可用 {name!r}。", " Try {name!r}."),
    "new.reserved": Text(
        "{name!r} 不能作领域名：{why}；请另取一名，如 {other!r}",
        "{name!r} is no name of a domain: {why}; take another, such as {other!r}",
    ),
    "new.word": Text("它是 Python 的词", "it is a word of Python"),
    "new.taken": Text("插件的模块中已有此名", "the modules of every plugin have this name already"),
    "new.builtin": Text("有同名的内置领域", "a domain of this name is built in"),
    "new.title": Text(
        "{option} 须为一行可见文字，不超过 {most} 个字符",
        "{option} must be one line of visible text, of at most {most} characters",
    ),
    "new.exists": Text(
        "{name!r} 已存在，未作任何改动；请换一个目录（--directory）",
        "{name!r} exists already and was left as it is; name another directory with --directory",
    ),
    "new.untitled": Text(
        "未给 {options}，暂以 {title!r} 代替；请在 domain.py 中改正",
        "without {options} the title is {title!r}; put the right one into domain.py",
    ),
    "new.installed": Text(
        "已安装的 {distribution} 也带有名为 {name!r} 的插件，两者不能同时加载",
        "the installed {distribution} brings a plugin {name!r} as well; the two cannot be loaded together",
    ),
    "new.written": Text("已写入 {name}：{count} 个文件。接着：", "wrote {name}: {count} files. What comes next:"),
}
