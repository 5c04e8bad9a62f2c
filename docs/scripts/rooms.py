"""Draw the map of the rooms from the code: what each is for, and which others it uses.

The order of the floors is that of the contract in ``pyproject.toml`` that import-linter holds; a
room's words are the first sentence of its ``__init__.py``; a line is an import that is there.
"""

import ast
import textwrap
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "pipeline"
LEFT, RIGHT, TOP = 16, 640, 50  # of the rooms, in pixels
FLOOR, GAP, LANE, PORT = 58, 10, 26, 6
LINE_OF_WORDS = 100  # characters, which fit in the widest of the fonts
COLOURS = ("#3b7dd8", "#d9822b", "#2f9e6e", "#b4539d", "#8a7a1f", "#c9504c", "#5f6fd0", "#3c97a8")
STYLE = """
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
.name { font: bold 13px ui-monospace, Menlo, Consolas, monospace; }
.paper { fill: #ffffff; stroke: #d0d7de; } .room { fill: #f6f8fa; stroke: #afb8c1; }
text { fill: #1f2328; } .words { fill: #59636e; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #0d1117; stroke: #3d444d; } .room { fill: #161b22; stroke: #3d444d; }
  text { fill: #f0f6fc; } .words { fill: #9198a1; }
}
"""


@dataclass(frozen=True)
class Room:
    """A package of ``pipeline``, or a module that stands beside the packages."""

    name: str
    words: str
    uses: frozenset[str]

    @property
    def lines(self) -> list[str]:
        """Return the words, broken to fit beside the lines."""
        return textwrap.wrap(self.words, LINE_OF_WORDS)


def rooms() -> list[Room]:
    """Return the rooms from the top floor down; import-linter lets none stand beside them."""
    found = {path.stem: _room(path) for path in CODE.iterdir() if _is_room(path)}
    names = [name.strip("()") for name in _layers()]
    return [found[name] for name in names if name in found]


def _layers() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return layers


def _is_room(path: Path) -> bool:
    return (path / "__init__.py").exists() or (path.suffix == ".py" and path.stem != "__init__")


def _room(path: Path) -> Room:
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    used = {name for file in files for name in _imported(file)} - {path.stem}
    opening = path / "__init__.py" if path.is_dir() else path
    said = ast.get_docstring(ast.parse(opening.read_text(encoding="utf-8"))) or ""
    first = " ".join(said.split()).split(". ")[0].rstrip(".") + "."
    return Room(path.stem, first.replace("``", ""), frozenset(used))


def _imported(file: Path) -> set[str]:
    """Return the rooms that a file imports from, wherever in it the import stands."""
    modules: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            modules.append(node.module or "")
        elif isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
    parts = [module.split(".") for module in modules]
    return {part[1] for part in parts if part[0] == "pipeline" and len(part) > 1}


def picture() -> str:
    """Return the map as SVG, for light and dark pages."""
    all_rooms = rooms()
    tops = {room.name: TOP + number * (FLOOR + GAP) for number, room in enumerate(all_rooms)}
    users = [room for room in all_rooms if room.uses & tops.keys()]
    width = RIGHT + LANE * (len(users) + 1)
    height = TOP + len(all_rooms) * (FLOOR + GAP) + LEFT - GAP
    parts = [_box(room, tops[room.name]) for room in all_rooms]
    parts += [_lane(room, number, len(users), tops) for number, room in enumerate(users)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img">',
            "<title>The rooms of pipeline, and which of them each uses</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="6"/>',
            f'<text x="{LEFT}" y="30"><tspan class="name">pipeline/</tspan>'
            '<tspan class="words">  A room uses only rooms below it: follow a line down to its'
            " arrows.</tspan></text>",
            *parts,
            "</svg>",
        ]
    )


def _box(room: Room, top: int) -> str:
    name = f"{room.name}/" if (CODE / room.name).is_dir() else f"{room.name}.py"
    words = "".join(
        f'<text class="words" x="{LEFT + 12}" y="{top + 37 + 15 * number}">{escape(line)}</text>'
        for number, line in enumerate(room.lines)
    )
    return (
        f'<rect class="room" x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{FLOOR}" rx="4"/>'
        f'<text class="name" x="{LEFT + 12}" y="{top + 20}">{name}</text>{words}'
    )


def _lane(room: Room, number: int, lanes: int, tops: dict[str, int]) -> str:
    """Return a line out of a room, down, and into each room that it uses."""
    x = RIGHT + LANE * (lanes - number)
    start = tops[room.name] + FLOOR - PORT
    ends = [tops[name] + PORT * (number + 1) for name in sorted(room.uses & tops.keys())]
    ways = [f"M{RIGHT} {start}H{x}", f"M{x} {min(start, *ends)}V{max(ends)}"]
    ways += [f"M{x} {end}H{RIGHT + 5}" for end in ends]
    heads = [f"M{RIGHT} {end}l7 -3v6z" for end in ends]
    colour = COLOURS[number % len(COLOURS)]
    return (
        f'<path d="{"".join(ways)}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        f'<path d="{"".join(heads)}" fill="{colour}"/>'
        f'<circle cx="{RIGHT}" cy="{start}" r="3.5" fill="{colour}"/>'
    )
