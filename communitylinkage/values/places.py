"""Points on the earth and how far they are apart."""

import math
from dataclasses import dataclass

EARTH_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees, WGS 84.

    Raises:
        ValueError: when either is not on the earth.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError("not on the earth")


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres (haversine)."""
    up = math.radians(other.latitude - one.latitude)
    along = math.radians(other.longitude - one.longitude)
    half = (
        math.sin(up / 2) ** 2
        + math.cos(math.radians(one.latitude))
        * math.cos(math.radians(other.latitude))
        * math.sin(along / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def box(around: Point, km: float) -> tuple[float, float, float, float]:
    """South, north, west and east in degrees: every point within so many kilometres lies between.

    Over a pole or the 180th meridian it spans all longitudes: rather too much than too little.
    """
    up = math.degrees(km / EARTH_KM) + 1e-9
    south, north = around.latitude - up, around.latitude + up
    if south <= -90 or north >= 90:
        return max(south, -90.0), min(north, 90.0), -180.0, 180.0
    reach = math.sin(min(km / EARTH_KM, math.pi / 2)) / math.cos(math.radians(around.latitude))
    along = math.degrees(math.asin(min(1.0, reach))) + 1e-9
    west, east = around.longitude - along, around.longitude + along
    if west < -180 or east > 180:
        return south, north, -180.0, 180.0
    return south, north, west, east
