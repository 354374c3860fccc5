"""Parts of a whole: share, percentage points, contribution and pull; and per head of an average population."""

from __future__ import annotations

from typing import Any

from .checks import above_zero, check, finite, not_zero


def share(part: Any, whole: Any) -> Any:
    """Share of a part in its whole (占比, 比重, 完成率): part ÷ whole.

    Args:
        part: the part, or what was done of a plan.
        whole: the whole, or the plan, in a unit that goes with it.

    Returns:
        A bare ratio; in a formula declare ``unit="%"`` (占…%) or ``"‰"``.

    Raises:
        DerivationError: an argument is missing, or the whole is 0.

    Urban population in the census of 2020, printed 63.89%:

    >>> round(100 * share(90199, 141178), 2)
    63.89
    """
    check("share", part=part, whole=whole)
    return finite(
        "share", part / not_zero("share", "whole", whole, "nothing has a share of it; check which whole is meant")
    )


def points(current: Any, base: Any) -> Any:
    """Distance of two shares or rates in percentage points (百分点): current − base; never the growth of a share.

    Args:
        current: a share or rate.
        base: the share or rate it is compared with, on the same whole.

    Returns:
        A bare difference, 0.078 for 7.8 points; in a formula declare ``unit="个百分点"``.

    Raises:
        DerivationError: an argument is missing.

    Source: 统计名词“百分点” (data.acmr.com.cn, 词典第31条): 构成不能说下降百分之几.

    Tertiary industry in GDP, 2021 on 2012, printed 7.8个百分点:

    >>> round(100 * points(0.533, 0.455), 1)
    7.8
    """
    check("points", current=current, base=base)
    return current - base


def contribution(part: Any, part_base: Any, whole: Any, whole_base: Any) -> Any:
    """Contribution of a part to the growth of its whole (贡献率): increment of the part ÷ increment of the whole.

    Args:
        part: value of the part at constant prices (不变价).
        part_base: its value in the base period, on the same price base.
        whole: value of the whole at constant prices.
        whole_base: its value in the base period, on the same price base.

    Returns:
        A bare ratio; may be negative or above 1, and its sign turns where the whole falls. The contributions of all
        parts add up to 1, on one price base only.

    Raises:
        DerivationError: an argument is missing, or the whole stands still.

    Source: 《统计工作实务》（2010）: 不变价增量之比. With current prices the result is another: 11.2 where 10.9 was published.

    A part that grew by 12 where its whole grew by 120:

    >>> contribution(part=130.0, part_base=118.0, whole=2040.0, whole_base=1920.0)
    0.1
    """
    check("contribution", part=part, part_base=part_base, whole=whole, whole_base=whole_base)
    still = "the whole stands still, so that nothing contributes to its growth"
    return finite(
        "contribution", (part - part_base) / not_zero("contribution", "whole - whole_base", whole - whole_base, still)
    )


def pull(contribution: Any, growth: Any) -> Any:
    """Points of growth that a part accounts for (拉动): contribution × growth of the whole.

    Args:
        contribution: contribution of the part, a bare ratio; in a formula an indicator in %.
        growth: growth of the whole, a bare ratio; in a formula an indicator in %.

    Returns:
        A bare ratio, 0.0065 for 0.65 points; in a formula declare ``unit="个百分点"``. All pulls add up to the growth.

    Raises:
        DerivationError: an argument is missing.

    Source: 福建统计年鉴2020, 表2-7: 拉动百分点＝贡献率×增速.

    Secondary industry of a district in 2024: 10.9% of a growth of 6.0%, printed 0.7个百分点:

    >>> round(100 * pull(0.109, 0.060), 1)
    0.7
    """
    check("pull", contribution=contribution, growth=growth)
    return contribution * growth


def points_of_growth(part: Any, part_base: Any, whole_base: Any) -> Any:
    """Points of growth that a part accounts for, from levels (拉动): increment of the part ÷ base of the whole.

    Args:
        part: value of the part at constant prices.
        part_base: its value in the base period, on the same price base.
        whole_base: value of the whole in the base period, on the same price base, above 0.

    Returns:
        A bare ratio: contribution × growth, without asking whether the whole grew.

    Raises:
        DerivationError: an argument is missing, or the base of the whole is not above 0.

    A part that grew by 12 on a whole of 1920:

    >>> points_of_growth(part=130.0, part_base=118.0, whole_base=1920.0)
    0.00625
    """
    check("points_of_growth", part=part, part_base=part_base, whole_base=whole_base)
    return finite("points_of_growth", (part - part_base) / above_zero("points_of_growth", "whole_base", whole_base))


def average_population(opening: Any, closing: Any) -> Any:
    """Average population of a year (年平均人口): the mean of two year-ends, last year's and this year's.

    Args:
        opening: population at the end of the year before.
        closing: population at the end of the year, of the same kind (常住 or 户籍).

    Raises:
        DerivationError: an argument is missing.

    Registered population of 开州 at the ends of 2023 and 2024, in 万人:

    >>> round(average_population(164.96, 164.0), 2)
    164.48
    """
    check("average_population", opening=opening, closing=closing)
    return (opening + closing) / 2


def per_capita(amount: Any, opening: Any, closing: Any) -> Any:
    """Amount or events of a year per head of its average population (人均, 出生率): never per head at the year's end.

    Args:
        amount: GDP, events … of the year.
        opening: population at the end of the year before.
        closing: population at the end of the year, of the same kind (常住 or 户籍).

    Returns:
        The amount per head, bare; in a formula declare 元/人, or ‰ for events counted in 人.

    Raises:
        DerivationError: an argument is missing, or there are no people.

    Source: [统计知识]人口自然增长率, 中国发展门户网（2012）: 分母为年平均人口. 开州's GDP per head of 2023 was published so
    too: 57600元, where the population at the year's end gives 57938.

    Registered births of 开州 in 2024, printed 4.58‰:

    >>> round(1000 * per_capita(7528, 1_649_600, 1_640_000), 2)
    4.58
    """
    check("per_capita", amount=amount, opening=opening, closing=closing)
    people = average_population(opening, closing)
    return finite(
        "per_capita",
        amount / above_zero("per_capita", "the mean of opening and closing", people, "nothing is shared by nobody"),
    )
