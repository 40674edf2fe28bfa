"""Whether a page fits its screen."""


def beyond(page):
    """By how many pixels a page, once it is there, is wider than its screen.

    A click returns when its answer begins to arrive; until its first element is read there is
    nothing to measure.
    """
    page.wait_for_load_state("load")
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
