"""Reads published figures from a file that is no TOML on its fourth line."""

from importlib.resources import files

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("bad_file", Text("文件", "File"))
domain.indicator("done", Text("完成", "Done"), unit="件")
domain.read_figures(files(__package__) / "figures.toml")


@hookimpl
def kaizhou_domains():
    return [domain]
