"""A picture of a graph: inputs left of what is made, nothing over anything, and the same picture for the same graph."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators.sphinxext.layout import crossings, lay_out, layers_of, spread

NAMES = [f"n{i}" for i in range(12)]
PAIRS = list(combinations(NAMES, 2))
EDGES = st.lists(st.sampled_from(PAIRS), max_size=25, unique=True)
SIZES = st.fixed_dictionaries({name: st.tuples(st.integers(20, 180), st.sampled_from([28, 46, 64])) for name in NAMES})


@given(SIZES, EDGES)
def test_every_line_leads_to_the_right_and_meets_its_boxes(sizes, edges):
    picture = lay_out(sizes, edges)
    assert picture.lines.keys() == set(edges)
    for (source, made), points in picture.lines.items():
        left, right = picture.boxes[source], picture.boxes[made]
        assert points[0] == (left.x + left.width, left.middle)
        assert points[-1] == (right.x, right.middle)
        across = [x for x, _ in points]
        assert across == sorted(across)
        assert across[0] < across[-1]


@given(SIZES, EDGES)
def test_no_box_lies_over_another_and_all_lie_in_the_picture(sizes, edges):
    picture = lay_out(sizes, edges)
    for a, b in combinations(picture.boxes.values(), 2):
        apart = (
            a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y + 1e-6 or b.y + b.height <= a.y + 1e-6
        )
        assert apart
    for box in picture.boxes.values():
        assert box.x >= 0
        assert box.x + box.width <= picture.width + 1e-6
        assert box.y >= -1e-6
        assert box.y + box.height <= picture.height + 1e-6


@given(SIZES, EDGES, st.randoms(use_true_random=False))
def test_the_order_of_relations_and_nodes_carries_no_meaning(sizes, edges, random):
    shuffled, names = list(edges), list(sizes)
    random.shuffle(shuffled)
    random.shuffle(names)
    assert lay_out({name: sizes[name] for name in names}, [*shuffled, *edges[:3]]) == lay_out(sizes, edges)


@given(EDGES)
def test_a_layer_lies_right_of_all_that_it_is_made_from(edges):
    layers = layers_of(NAMES, edges)
    assert all(layers[source] < layers[made] for source, made in edges)
    assert min(layers.values()) >= 0


def test_lines_that_need_not_cross_do_not():
    sizes = dict.fromkeys("abcdxyz", (40, 28))
    edges = [("a", "z"), ("b", "y"), ("c", "x"), ("d", "x")]
    picture = lay_out(sizes, edges)
    columns = [sorted(group, key=lambda name: picture.boxes[name].y) for group in ("abcd", "xyz")]
    assert crossings(columns, edges) == 0


def test_a_line_bends_around_what_stands_between():
    picture = lay_out(dict.fromkeys("abc", (40, 28)), [("a", "b"), ("b", "c"), ("a", "c")])
    between, points = picture.boxes["b"], picture.lines["a", "c"]
    assert len(points) == 4
    assert not between.y < points[1][1] < between.y + between.height


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.sampled_from([10, 28, 46])), min_size=1, max_size=8),
    st.lists(st.floats(-600, 600), min_size=8, max_size=8),
)
def test_spreading_keeps_the_order_and_the_distance_and_is_the_nearest_that_does(rows, others):
    wanted, heights = [row[0] for row in rows], [row[1] for row in rows]
    found = spread(wanted, heights, 12)
    gaps = [(heights[i] + heights[i + 1]) / 2 + 12 for i in range(len(rows) - 1)]
    assert all(found[i + 1] - found[i] >= gap - 1e-6 for i, gap in enumerate(gaps))
    rival = [others[0]]
    for gap, step in zip(gaps, others[1:], strict=False):
        rival.append(rival[-1] + gap + abs(step))

    def distance(places):
        return sum((a - b) ** 2 for a, b in zip(places, wanted, strict=True))

    assert distance(found) <= distance(rival) + 1e-6


def test_no_graph_gives_an_empty_picture():
    assert lay_out({}, []).boxes == {}
