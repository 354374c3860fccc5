"""``kaizhou new NAME``: a plugin distribution written from the template beside this file, ready to install.

The template is a tree of files ``….template``; the gaps ``$name`` are filled by ``string.Template`` with a checked name
and with titles quoted for the language of each file. A directory that exists is never touched: the tree is written
beside it and takes its place in one step.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from json import dumps
from keyword import iskeyword, issoftkeyword
from pathlib import Path, PurePosixPath
from re import sub
from string import Template
from tempfile import TemporaryDirectory

import click

from ..model.record import NAME
from ..registry.builtin import builtin_domains
from ..registry.hookspecs import PROJECT
from .exits import FINE
from .front import Command
from .invocation import Invocation
from .language import Words

_SUFFIX = ".template"
_LONGEST_NAME, _LONGEST_TITLE = 40, 60
#: names that the modules of every plugin have already
_TAKEN = (
    "annotations",
    "check_domain",
    "completion",
    "data",
    "domain",
    "figures",
    "files",
    "hookimpl",
    "kaizhou_domains",
)


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("new", cls=Command, help=say("help.new"), options_metavar=say("usage.options"))
    @click.argument("name", metavar="NAME")
    @click.option("--title-zh", metavar="TEXT", help=say("help.title_zh"))
    @click.option("--title-en", metavar="TEXT", help=say("help.title_en"))
    @click.option("--directory", metavar="DIR", help=say("help.directory"))
    @click.pass_obj
    def new(
        invocation: Invocation, name: str, title_zh: str | None, title_en: str | None, directory: str | None
    ) -> int:
        _refuse_name(name, say)
        titles = {"--title-zh": title_zh, "--title-en": title_en}
        for option, title in titles.items():
            _refuse_title(option, title, say)
        target = Path(directory or f"kaizhou-{name.replace('_', '-')}")
        _refuse_directory(target, say)
        count = write_plugin(target, name, *(title or _usual_title(name) for title in titles.values()))
        _tell(invocation, name, [option for option, title in titles.items() if not title])
        click.echo(say("new.written", name=target, count=count))
        for line in (f"python -m pip install -e {_argument(target)}", "kaizhou plugins", f"kaizhou check {name}"):
            click.echo(f"  {line}")
        return FINE

    return new


def write_plugin(target: Path, name: str, title_zh: str, title_en: str) -> int:
    """Write the distribution into a directory that does not exist yet, and return how many files it has."""
    values = values_of(name, title_zh, title_en)
    pages = dict(rendered(values))
    with TemporaryDirectory(prefix=".kaizhou-new-", dir=target.absolute().parent) as workshop:
        tree = Path(workshop) / "plugin"
        for path, text in pages.items():
            place = tree.joinpath(*PurePosixPath(path).parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8", newline="\n")
        tree.rename(target.absolute())
    return len(pages)


def rendered(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of the template, the gaps filled."""
    for path, file in _template(files(__package__) / "templates" / "plugin"):
        yield _named(path, values["name"]), Template(file.read_text("utf-8")).substitute(values)


def _template(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _template(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield f"{path}{entry.name.removesuffix(_SUFFIX)}", entry


def _named(path: str, name: str) -> str:
    renamed = {"package": f"kaizhou_{name}", "test_name.py": f"test_{name}.py", "gitignore": ".gitignore"}
    return "/".join(renamed.get(part, part) for part in path.split("/"))


def values_of(name: str, title_zh: str, title_en: str) -> dict[str, str]:
    """Return what fills the gaps of the template, quoted for the language of the file that each stands in."""
    return {
        "name": name,
        "exported": ", ".join(map(_quoted, sorted([name, "kaizhou_domains"]))),
        "dashed": name.replace("_", "-"),
        "zh": _quoted(title_zh),
        "en": _quoted(title_en),
        "title_zh": _marked(title_zh),
        "title_en": _marked(title_en),
        "description": _quoted(f"{title_en} ({title_zh}) as a domain of kaizhou_indicators"),
        "rule": "=" * (2 * len(_marked(title_zh)) + 2 * len(_marked(title_en)) + 3),
        "core": ".".join(version("kaizhou-indicators").split(".")[:2]),
    }


def _quoted(text: str) -> str:
    """Return the text as Python and TOML both quote it."""
    return dumps(text, ensure_ascii=False)


def _marked(text: str) -> str:
    """Return the text for a page, the signs that mark up escaped."""
    return sub(r"([\\`*_|<>\[\]])", r"\\\1", text)


def _usual_title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _argument(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if " " in text else text


# -- what is refused, and what is only told


def _refuse_name(name: str, say: Words) -> None:
    if NAME.match(name) is None or len(name) > _LONGEST_NAME:
        near = sub(r"[^a-z0-9]+", "_", name.lower().removeprefix("kaizhou")).strip("_")[:_LONGEST_NAME].strip("_")
        hint = say("new.name_near", name=near) if NAME.match(near) else ""
        raise click.UsageError(say("new.name", name=name, most=_LONGEST_NAME, near=hint))
    words = iskeyword(name) or issoftkeyword(name) or hasattr(builtins, name)
    built_in = name in {domain.name for domain in builtin_domains()}
    why = "word" if words else "taken" if name in _TAKEN else "builtin" if built_in else ""
    if why:
        raise click.UsageError(say("new.reserved", name=name, why=say(f"new.{why}"), other=f"{name}_local"))


def _refuse_title(option: str, title: str | None, say: Words) -> None:
    if title is not None and not (title.strip() and title.isprintable() and len(title) <= _LONGEST_TITLE):
        raise click.UsageError(say("new.title", option=option, most=_LONGEST_TITLE))


def _refuse_directory(target: Path, say: Words) -> None:
    if target.exists() or target.is_symlink():
        raise click.UsageError(say("new.exists", name=str(target)))
    if not target.absolute().parent.is_dir():
        raise click.UsageError(say("file.no_directory", name=str(target.parent)))


def _tell(invocation: Invocation, name: str, untitled: list[str]) -> None:
    say = invocation.say
    if untitled:
        invocation.note(say("new.untitled", options=say.listed(untitled), title=_usual_title(name)))
    for entry in entry_points(group=PROJECT, name=name):
        distribution = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
        invocation.note(say("new.installed", distribution=distribution, name=name))
