"""A mentor with a phone: she makes the link with a woman beside her."""

import re

TITLE = "A mentor makes the link"


def play(walk):
    """From her own page to a referral that is on its way."""
    walk.say(
        "A trained migrant woman, on her own phone. A woman sits beside her: Amal, who needs a"
        " place to sleep in Barcelona and speaks Arabic. Both are made up."
    )
    page = walk.signed_in("mentor")
    walk.step(page, "After sign-in and second step: what needs her today.")
    page.goto(f"{walk.address}/en/staff/my-page/")
    walk.step(page, "What she says about herself: languages, town, times, how many women at most.")
    code = make(walk, page)
    look_back(walk, page)
    hers(walk, code)
    walk.mended(
        "Times were shown in world time and month first, so that an answer due at 23:31 in Madrid"
        " read “10:31 p.m.”; they are now on the clock of her own country, day first.",
        "Most made-up services could only be telephoned, so that a first try ended nowhere; they"
        " now answer from a link, and their letters wait under `var/demo-letters`.",
        "No page led back to “What needs you today”; every staff page does now.",
    )


def make(walk, page):
    """Four steps; nothing is written before the last."""
    page.goto(f"{walk.address}/en/staff/referrals/new/")
    walk.step(page, "A referral, step 1: what is needed. Choices, no free text.")
    page.locator("input[name=kind][value=shelter]").check()
    page.fill("input[name=place]", "Barcelona")
    page.locator("main form button").last.click()
    page.wait_for_selector("select[name=first]")
    walk.step(
        page, "Step 2: services with why and what may stand in the way; up to three, in her order."
    )
    page.locator("select[name=first]").select_option(label="Casa Faro · Barcelona")
    page.locator("main form button.button").first.click()
    page.wait_for_selector("input[name=name]")
    walk.step(page, "Step 3: how to reach her safely. Only who says yes will read it.")
    page.fill("input[name=name]", "Amal")
    page.locator("main form button.button").first.click()
    page.wait_for_selector("input[name=text]")
    walk.step(page, "Step 4: her yes, on a text that a person has reviewed, read aloud to her.")
    page.locator("input[name=text]").first.check()
    page.locator("input[name=how][value=read_aloud]").check()
    page.locator("input[name=agreed][value=said]").check()
    page.locator("select[name=spoken]").select_option("ar")
    page.locator("input[name=receipt]").check()
    page.fill("input[name=digits]", "2468")
    page.locator("main form button.button").first.click()
    page.wait_for_load_state("load")
    code = re.search(r"\d{5} \d{5} \d{5} \d{5}", page.inner_text("main"))
    assert code
    walk.step(page, "Sent. Amal gets her code, if she wants one; it prints with a neutral face.")
    return code[0]


def look_back(walk, page):
    """What she sees of it afterwards."""
    page.goto(f"{walk.address}/en/staff/referrals/")
    walk.step(page, "Her referrals: a bare reference, where it stands, and its clock.")
    page.locator("main a[href*='/staff/referrals/']").last.click()
    walk.step(page, "One referral: whose turn it is, until when, and what she can do now.")


def hers(walk, code):
    """What Amal sees on her own phone with her code."""
    page = walk.browser()
    page.goto(f"{walk.address}/ar/receipt/")
    walk.step(page, "Amal's own phone: her code, and four digits that only she knows.")
    page.fill("input[name=code]", code)
    page.fill("input[name=digits]", "2468")
    page.locator("main form[action$='/receipt/'] button").last.click()
    page.wait_for_selector(".road")
    walk.step(
        page, "Her page of control: where it stands, who could read what, one button to stop."
    )
