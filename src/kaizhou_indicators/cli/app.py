"""The command's front: the group with its options, and the way from an outcome to an exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

import click

from ..errors import KaizhouError, SettingError
from . import audit, check, derive, explain, listing, new, plugins, published, show
from .exits import FINE, NOT_INSTALLED, STOPPED, USAGE, WRONG
from .front import Group, tell_usage
from .invocation import Invocation
from .language import LANGUAGES, VARIABLE, Words, language_of, unknown_language
from .options import OneOf, Pair, as_dict, plain_value

if TYPE_CHECKING:
    from ..engine.registry import Registry


def app(say: Words) -> click.Group:
    """Return the command in one language; it is invoked with an ``Invocation`` as its object."""

    @click.group(
        cls=Group,
        help=say("help.kaizhou"),
        invoke_without_command=True,
        options_metavar=say("usage.options"),
        subcommand_metavar=say("usage.command"),
    )
    @click.option("--lang", type=OneOf(LANGUAGES), help=say("help.lang"), expose_value=False)
    @click.option("--only", metavar="NAME", multiple=True, help=say("help.only"))
    @click.option("--block", metavar="NAME", multiple=True, help=say("help.block"))
    @click.option(
        "--set",
        "settings",
        metavar="KEY=VALUE",
        type=Pair("KEY=VALUE"),
        multiple=True,
        callback=as_dict,
        help=say("help.set"),
    )
    @click.option("--domain-file", metavar="FILE", multiple=True, help=say("help.domain_file"))
    @click.option("--strict", is_flag=True, help=say("help.strict"))
    @click.version_option(version("kaizhou-indicators"), message="%(prog)s %(version)s", help=say("help.version"))
    @click.pass_context
    def kaizhou(
        ctx: click.Context,
        *,
        only: tuple[str, ...],
        block: tuple[str, ...],
        settings: dict[str, str],
        domain_file: tuple[str, ...],
        strict: bool,
    ) -> None:
        invocation: Invocation = ctx.obj
        invocation.only, invocation.block, invocation.strict = only, block, strict
        invocation.files = domain_file
        invocation.settings = {key: plain_value(value) for key, value in settings.items()}
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(USAGE)

    for room in (plugins, listing, show, published, explain, derive, audit, check, new):
        kaizhou.add_command(room.command(say))
    return kaizhou


def run(arguments: Sequence[str], load: Callable[..., Registry] | None = None) -> int:
    """Run the command and return its exit code; whatever goes wrong on purpose is one sentence on standard error."""
    from ..engine.loading import load as load_plugins

    say = Words(language_of(arguments))
    invocation = Invocation(say, load or load_plugins)
    _prepare_streams()
    if (unknown := unknown_language(arguments)) is not None:
        invocation.note(say("unknown_language", name=VARIABLE, value=unknown))
    try:
        outcome = app(say).main(list(arguments), "kaizhou", standalone_mode=False, obj=invocation)
    except click.UsageError as error:
        tell_usage(error, say)
        return USAGE
    except click.Abort:
        invocation.tell(say("stopped"))
        return STOPPED
    except ModuleNotFoundError as error:
        return _not_installed(error, invocation)
    except (KaizhouError, OSError) as error:
        invocation.tell(say("error", message=_sentence(error, invocation)))
        return WRONG
    return outcome if isinstance(outcome, int) else FINE


def _not_installed(error: ModuleNotFoundError, invocation: Invocation) -> int:
    if error.name not in {"fastexcel", "xlsxwriter"}:
        raise error
    say = invocation.say
    invocation.tell(say("error", message=say("missing.excel", names=error.name)))
    return NOT_INSTALLED


def _sentence(error: Exception, invocation: Invocation) -> str:
    say = invocation.say
    if isinstance(error, OSError):
        return say("file.system", name=str(error.filename or ""), reason=error.strerror or str(error))
    if isinstance(error, SettingError) and (options := _unset(str(error), invocation.used)):
        return f"{error}{'' if str(error).endswith('.') else '.'} {say('set', options=options)}"
    return str(error)


def _unset(message: str, reg: Registry | None) -> str:
    """Return the options that supply the settings which a message names and nobody has supplied."""
    settings = reg.parts.settings.values() if reg is not None else ()
    return " ".join(
        f"--set {s.key}={s.choices[0] if s.choices else 'VALUE'}"
        for s in settings
        if reg is not None and s.key not in reg.settings and re.search(rf"(?<![\w.]){re.escape(s.key)}(?!\w)", message)
    )


def _prepare_streams() -> None:
    """Write UTF-8 into pipes and files, and never fail on a character that cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")
