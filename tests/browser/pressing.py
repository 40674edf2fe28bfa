"""Pressing a button or a link, and waiting for what comes of it."""


def press(pressed):
    """Clicks, and returns when the next page stands in the place of this one.

    A click returns before its answer is there, whether the browser goes to another page or
    exit.js puts the answer in the place of the body: what is asserted at once may be read from the
    page that is still there.
    """
    page = pressed.page
    page.evaluate("document.body.setAttribute('data-left', '')")
    pressed.click()
    page.wait_for_selector("body:not([data-left])")
    page.wait_for_load_state("load")


def until(page, expression, most=30_000):
    """Waits, at most so many milliseconds, until an expression is true in the page.

    Playwright's own wait evaluates its words again from within the page, which the page's policy
    forbids; asking from outside is allowed.
    """
    for _time in range(most // 20):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {expression}")
