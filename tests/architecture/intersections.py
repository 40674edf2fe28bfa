"""Tables are the site's: what is let out to an audience is everybody's of it."""


def everybodys(_cast):
    """No organisation owns it."""


OTHERS = {"intersection": everybodys, "intersections_ask": everybodys}
