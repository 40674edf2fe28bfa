"""A recipient outside the platform: a letter, a link, a code told by telephone. No account."""

import re

TITLE = "A service outside answers a letter"
SERVICE = "Derecho Cercano · Barcelona"


def play(walk):
    """From the letter to the close, on a telephone and without an account."""
    walk.say(
        "A lawyer's office in Barcelona, made up, has never heard of this site. It gets a letter."
        " Whoever opens it uses her own phone, 360 pixels wide, and has no account."
    )
    mentor = walk.signed_in("mentor")
    send(walk, mentor)
    walk.step(mentor, "The mentor has sent it: it waits until the service outside answers.")
    link = re.search(r"https?://\S+(/en/link/\S+)", walk.letter("/en/link/"))[1]
    walk.say(
        "The letter is neutral in subject and text and speaks every language of the interface. It"
        " names no organisation and says nothing of a woman: “A partner has a question for you.”"
    )
    page = walk.browser()
    page.goto(walk.address + link)
    walk.step(
        page, "Behind the link a door with one button: a program that follows links opens nothing."
    )
    page.locator("button[value=open]").click()
    walk.step(page, "What is asked, in codes: no name, no way to reach her. Until when to answer.")
    page.locator("button[value=decline]").click()
    page.wait_for_selector(".field .error")
    walk.step(page, "A no without a reason: the words stand beside the field.")
    page.locator("button[value=accept]").click()
    page.wait_for_selector("input[name=code]")
    walk.step(page, "After the yes: whom to telephone for the code. The link alone opens no name.")
    mentor.reload()
    walk.step(mentor, "The mentor sees the yes, and the code that she tells by telephone.")
    digits = re.sub(r"\D", "", mentor.inner_text("strong.number"))
    page.fill("input[name=code]", digits)
    page.locator("button[value=code]").click()
    page.wait_for_selector("text=Amal")
    walk.step(page, "With the code: a name and a safe way to reach her. It is asked each time.")
    close(walk, page)
    page.goto(walk.address + link)
    assert "not there any more" in page.inner_text("h1")
    walk.say("Opened once more, the link says only that this page is not there any more.")
    assert not page.context.cookies()
    walk.mended("Nothing was found on this walk.")


def send(walk, page):
    """The mentor's four steps, which docs/walks/mentor.md shows."""
    page.goto(f"{walk.address}/en/staff/referrals/new/")
    page.locator("input[name=kind][value=legal]").check()
    page.fill("input[name=place]", "Barcelona")
    page.locator("main form button").last.click()
    page.wait_for_selector("select[name=first]")
    page.locator("select[name=first]").select_option(label=SERVICE)
    page.locator("main form button.button").first.click()
    page.wait_for_selector("input[name=name]")
    page.fill("input[name=name]", "Amal")
    page.locator("main form button.button").first.click()
    page.wait_for_selector("input[name=text]")
    page.locator("input[name=text]").first.check()
    page.locator("input[name=how][value=read_aloud]").check()
    page.locator("input[name=agreed][value=said]").check()
    page.locator("select[name=spoken]").select_option("ar")
    page.locator("main form button.button").first.click()
    page.wait_for_load_state("load")
    page.goto(f"{walk.address}/en/staff/referrals/")
    page.locator("main ul a[href*='/staff/referrals/']").first.click()


def close(walk, page):
    """How it went on."""
    page.locator("button[value=contact]").click()
    page.locator("button[value=begin]").click()
    page.locator("input[name=outcome][value=provided]").check()
    walk.step(page, "How it goes on: spoken, begun, and at the end whether the entry was true.")
    page.locator("button[value=close]").click()
    page.wait_for_selector("main .notice")
    walk.step(page, "Thank you: it is closed, and the page does not open any more.")
