"""Write the list of commands from the commands themselves: what each does, and its options."""

import re
from pathlib import Path
from typing import Any

import typer

from pipeline.cli import app
from pipeline.readers import markdown

ROOT = Path(__file__).parents[2]


def commands() -> str:
    """Return every command with its arguments and options, in the words of its ``--help``."""
    return "\n".join(_entry(name, command) for name, command in _found().items())


def _found() -> dict[str, Any]:
    command: Any = typer.main.get_command(app)
    return command.commands


def _entry(name: str, command: Any) -> str:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    shown = " ".join(f"{argument.name.upper()}" for argument in arguments)
    about = " ".join(command.help.split("\n\n")[0].split())
    rows = [_row(param) for param in command.params]
    table = markdown.table(["option", "default", "what it says"], rows) + "\n" if rows else ""
    return f"### neocloud {name} {shown}".rstrip() + f"\n\n{about}\n\n{table}"


def _row(param: Any) -> tuple[str, str, str]:
    is_option = param.param_type_name == "option"
    names = (
        ", ".join(f"`{name}`" for name in param.opts) if is_option else f"`{param.name.upper()}`"
    )
    chosen = ", ".join(f"`{choice.value}`" for choice in param.type_descriptor.choices or ())
    choices = f" One of {chosen}." if chosen else ""
    setting = f" Setting: `{param.envvar}`." if param.envvar else ""
    return names, _default(param), f"{param.help}{choices}{setting}"


def _default(param: Any) -> str:
    if param.required:
        return "must be given"
    is_silent = param.default is None or param.default is False
    return "" if is_silent else f"`{getattr(param.default, 'value', param.default)}`"


def targets() -> str:
    """Return every target of the Makefile with what its comment says."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z]+):[^#\n]*## (.+)$", makefile, re.MULTILINE)
    return markdown.table(["target", "does"], [(f"`make {name}`", does) for name, does in found])
