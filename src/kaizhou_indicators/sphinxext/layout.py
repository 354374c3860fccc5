"""A derivation graph laid out in layers: inputs on the left, what is made of them to the right, few crossings.

The picture follows from the graph alone: the same graph gives the same picture, whatever the order of its relations.
Every relation leads at least one layer to the right; one that leads further bends around what stands between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

Edge = tuple[str, str]
_SWEEPS = 8


@attrs.frozen
class Box:
    """Where a node stands: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@attrs.frozen
class Picture:
    """A graph laid out.

    Attributes:
        width: the width of the whole.
        height: the height of the whole.
        boxes: node -> where it stands.
        lines: relation -> the points that its line goes through, from the right of its input to the left of what is made.
    """

    width: float
    height: float
    boxes: Mapping[str, Box]
    lines: Mapping[Edge, tuple[tuple[float, float], ...]]


@attrs.frozen
class Spacing:
    """Free space: between layers, between nodes of a layer, and what a passing line takes of a layer."""

    across: float = 56
    down: float = 12
    line: float = 10


def lay_out(sizes: Mapping[str, tuple[float, float]], edges: Iterable[Edge], spacing: Spacing | None = None) -> Picture:
    """Lay out a graph without cycles.

    Args:
        sizes: node -> width and height; every node of the relations is among them.
        edges: (input, made) pairs.
        spacing: free space.

    >>> picture = lay_out({"a": (10, 8), "b": (10, 8), "c": (10, 8)}, [("a", "c"), ("b", "c")])
    >>> picture.boxes["a"].x < picture.boxes["c"].x, len(picture.lines)
    (True, 2)
    """
    space = spacing or Spacing()
    edges = sorted(set(edges))
    layers = layers_of(sizes, edges)
    chains = {edge: _chain(edge, layers) for edge in edges}
    columns = _columns(layers, chains.values())
    links = [link for chain in chains.values() for link in pairwise(chain)]
    columns = _untangled(columns, links)
    boxes = _placed(columns, sizes, links, space)
    real = {name: boxes[name] for name in sizes}
    height = max((box.y + box.height for box in boxes.values()), default=0)
    width = max((box.x + box.width for box in real.values()), default=0)
    lines = {edge: tuple(_points([boxes[name] for name in chain])) for edge, chain in chains.items()}
    return Picture(width, height, real, lines)


def layers_of(names: Iterable[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return node -> layer: one more than the furthest of its inputs; inputs stand as near as may be to what they make.

    >>> layers_of(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("d", "c")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 1}
    """
    inputs: dict[str, list[str]] = {name: [] for name in sorted(names)}
    makes: dict[str, list[str]] = {name: [] for name in inputs}
    for source, made in edges:
        inputs[made].append(source)
        makes[source].append(made)
    found: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in found:
            found[name] = max((depth(source) + 1 for source in inputs[name]), default=0)
        return found[name]

    deepest = {name: depth(name) for name in inputs}
    return {
        name: deepest[name] if inputs[name] or not makes[name] else min(deepest[made] for made in makes[name]) - 1
        for name in inputs
    }


def _chain(edge: Edge, layers: Mapping[str, int]) -> tuple[str, ...]:
    """Return a relation as a chain that has a member in every layer it passes."""
    source, made = edge
    passed = range(layers[source] + 1, layers[made])
    return (source, *(f"{source}\0{made}\0{layer}" for layer in passed), made)


def _columns(layers: Mapping[str, int], chains: Iterable[tuple[str, ...]]) -> list[list[str]]:
    where = dict(layers)
    for source, *between, _ in chains:
        where |= {name: layers[source] + step for step, name in enumerate(between, 1)}
    columns: list[list[str]] = [[] for _ in range(max(where.values(), default=-1) + 1)]
    for name in sorted(where):
        columns[where[name]].append(name)
    return columns


def _untangled(columns: list[list[str]], links: Sequence[Edge]) -> list[list[str]]:
    """Return the columns in the order with the fewest crossings that sweeping to and fro finds."""
    beside: dict[str, list[str]] = {}
    for left, right in links:
        beside.setdefault(left, []).append(right)
        beside.setdefault(right, []).append(left)
    best, fewest = columns, crossings(columns, links)
    for sweep in range(_SWEEPS):
        columns = [list(column) for column in columns]
        order = range(1, len(columns)) if sweep % 2 == 0 else range(len(columns) - 2, -1, -1)
        for i in order:
            fixed = {name: n for n, name in enumerate(columns[i - 1 if sweep % 2 == 0 else i + 1])}
            columns[i].sort(key=_centre(columns[i], fixed, beside).__getitem__)
        count = crossings(columns, links)
        if count < fewest:
            best, fewest = columns, count
    return best


def _centre(column: Sequence[str], fixed: Mapping[str, int], beside: Mapping[str, list[str]]) -> dict[str, float]:
    """Return node -> the middle of its neighbours in the column that is fixed, its own place where it has none."""
    found = {}
    for place, name in enumerate(column):
        near = [fixed[other] for other in beside.get(name, ()) if other in fixed]
        found[name] = sum(near) / len(near) if near else float(place)
    return found


def crossings(columns: Sequence[Sequence[str]], links: Iterable[Edge]) -> int:
    """Return how often lines between neighbouring columns cross.

    >>> crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    1
    """
    place = {name: (i, n) for i, column in enumerate(columns) for n, name in enumerate(column)}
    between: dict[int, list[tuple[int, int]]] = {}
    for left, right in links:
        between.setdefault(place[left][0], []).append((place[left][1], place[right][1]))
    return sum(_crossed(sorted(pairs)) for pairs in between.values())


def _crossed(pairs: Sequence[tuple[int, int]]) -> int:
    return sum(a[0] < b[0] and a[1] > b[1] for n, a in enumerate(pairs) for b in pairs[n + 1 :])


def _placed(
    columns: Sequence[Sequence[str]], sizes: Mapping[str, tuple[float, float]], links: Sequence[Edge], space: Spacing
) -> dict[str, Box]:
    """Return where everything stands: columns from left to right, each node as level with its neighbours as others allow."""
    heights = {name: sizes[name][1] if name in sizes else space.line for column in columns for name in column}
    middles = _levelled(columns, heights, links, space.down)
    boxes: dict[str, Box] = {}
    x = 0.0
    for column in columns:
        width = max((sizes[name][0] for name in column if name in sizes), default=0)
        boxes |= {name: Box(x, middles[name] - heights[name] / 2, width, heights[name]) for name in column}
        x += width + space.across
    lowest = min((box.y for box in boxes.values()), default=0)
    return {name: attrs.evolve(box, y=box.y - lowest) for name, box in boxes.items()}


def _levelled(
    columns: Sequence[Sequence[str]], heights: Mapping[str, float], links: Sequence[Edge], down: float
) -> dict[str, float]:
    """Return the middle of each node: columns are drawn to their neighbours on the left, on the right, and again."""
    inputs, makes = _sides(links)
    middles = {name: 0.0 for column in columns for name in column}
    for beside, order in ((makes, columns[::-1]), (inputs, columns), (makes, columns[::-1]), (inputs, columns)):
        for column in order:
            wanted = [_mean([middles[other] for other in beside.get(name, ())], middles[name]) for name in column]
            middles |= zip(column, spread(wanted, [heights[name] for name in column], down), strict=True)
    return middles


def _sides(links: Sequence[Edge]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    inputs: dict[str, list[str]] = {}
    makes: dict[str, list[str]] = {}
    for left, right in links:
        inputs.setdefault(right, []).append(left)
        makes.setdefault(left, []).append(right)
    return inputs, makes


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def spread(wanted: Sequence[float], heights: Sequence[float], down: float) -> list[float]:
    """Return the middles nearest to those wanted (least squares) that keep the order and leave room between.

    >>> spread([0, 0, 10], [4, 4, 4], 1)
    [-2.5, 2.5, 10.0]
    """
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2 + down)
    groups: list[tuple[float, int]] = []
    for target, offset in zip(wanted, offsets, strict=False):
        mean, count = float(target - offset), 1
        while groups and groups[-1][0] > mean:
            other, size = groups.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        groups.append((mean, count))
    starts = [mean for mean, count in groups for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]


def _points(chain: Sequence[Box]) -> Iterator[tuple[float, float]]:
    first, *between, last = chain
    yield first.x + first.width, first.middle
    for box in between:
        yield box.x, box.middle
        yield box.x + box.width, box.middle
    yield last.x, last.middle
