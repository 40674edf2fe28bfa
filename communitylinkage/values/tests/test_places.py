"""Distances, and the box that an index is asked for first."""

import math

from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.values.places import EARTH_KM, Point, box, distance_km

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(points, st.floats(0, 2 * math.pi), st.floats(0, 3000), st.floats(0, 1))
def test_what_is_within_reach_lies_in_the_box(one, bearing, km, share):
    """The other point is made within reach, in any direction, so that no example is lost."""
    way, up = share * km / EARTH_KM, math.radians(one.latitude)
    north = math.sin(up) * math.cos(way) + math.cos(up) * math.sin(way) * math.cos(bearing)
    east = math.atan2(
        math.sin(bearing) * math.sin(way) * math.cos(up), math.cos(way) - math.sin(up) * north
    )
    latitude = math.degrees(math.asin(max(-1.0, min(1.0, north))))
    longitude = (one.longitude + math.degrees(east) + 540) % 360 - 180
    other = Point(latitude, longitude)
    south, most_north, west, most_east = box(one, km)
    if distance_km(one, other) <= km:
        assert south <= other.latitude <= most_north
        assert west <= other.longitude <= most_east
