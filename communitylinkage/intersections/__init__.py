"""Tables that cross two characteristics of those whom the programme reaches, safe for an audience.

Every table leaves through the gate of `disclosure` and stays in `releases`. Must never know who is
counted: the owners of persons hand out codes and months.
"""
