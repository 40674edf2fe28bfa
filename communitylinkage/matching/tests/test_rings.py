"""The bound of a ring is easy to get wrong and then gives no wrong answer in a small trial."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.matching import rings
from communitylinkage.values.places import EARTH_KM, Point, distance_km

everywhere = st.builds(Point, st.floats(-89, 89), st.floats(-180, 180))
europe = st.builds(Point, st.floats(34, 71), st.floats(-25, 35))
radii = st.floats(0.05, 3000)


def towards(start, bearing, km):
    """The point that lies so far in a direction."""
    up, along, way = math.radians(start.latitude), math.radians(start.longitude), km / EARTH_KM
    there = math.asin(
        math.sin(up) * math.cos(way) + math.cos(up) * math.sin(way) * math.cos(bearing)
    )
    east = along + math.atan2(
        math.sin(bearing) * math.sin(way) * math.cos(up),
        math.cos(way) - math.sin(up) * math.sin(there),
    )
    return Point(math.degrees(there), (math.degrees(east) + 540) % 360 - 180)


def holds(cover, point):
    return any(low <= rings.leaf(point) <= high for low, high in cover.ranges)


@settings(max_examples=2000)
@given(everywhere | europe, radii, st.floats(0, 2 * math.pi), st.floats(0, 1.3))
def test_what_no_range_holds_is_farther_than_the_bound(place, radius, bearing, share):
    cover = rings.cover(place, radius)
    assert cover.beyond > radius
    point = towards(place, bearing, share * min(cover.beyond, 15000))
    if distance_km(place, point) <= cover.beyond:
        assert holds(cover, point)


@settings(max_examples=300)
@given(europe, st.integers(0, 6), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_a_leaf_lies_within_the_reach_of_each_of_its_ancestors(point, resolution, bearing, share):
    cell = rings.h3.cell_to_parent(rings.leaf(point), resolution)
    low, high = rings.leaves_of(cell)
    assert low <= rings.leaf(point) <= high
    centre = Point(*rings.h3.cell_to_latlng(cell))
    assert distance_km(centre, point) <= rings._REACH * rings.spacing_km(resolution)


@given(europe, europe)
def test_the_common_resolution_is_the_finest_with_one_ancestor(one, other):
    here, there = rings.leaf(one), rings.leaf(other)
    same = [
        r
        for r in range(rings.LEAVES + 1)
        if rings.h3.cell_to_parent(here, r) == rings.h3.cell_to_parent(there, r)
    ]
    assert rings.common_resolution(here, there) == max(same, default=-1)


def test_a_small_radius_takes_few_ranges_of_few_cells():
    cover = rings.cover(Point(41.4, 2.2), 10)
    assert len(cover.ranges) <= 37
    assert cover.beyond < 40
