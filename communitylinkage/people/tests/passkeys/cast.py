"""A passkey of somebody of the cast, made and used without a browser."""

from communitylinkage.people import keys, signing_in, totp
from communitylinkage.people.models import SecondFactor
from communitylinkage.people.passkeys import actions, checking
from communitylinkage.people.passkeys.challenges import new_question
from communitylinkage.people.tests.passkeys.authenticator import Device, text_of

SITE = checking.Site("testserver", "http://testserver")


def code_of(account, now):
    """A code of her app, which is set up, that was not used before."""
    factor = signing_in.second_factor_of(account)
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed=True, last_step=0)
    return totp.code_at(keys.open_seed(bytes(factor.sealed_seed)), totp.step_at(now))


def with_passkey(account, now, device=None, name="blue key", site=SITE):
    """Her device, and the passkey that it made."""
    device = device or Device(site.origin, site.domain)
    question = new_question(name=name, handle=actions.handle_of(account))
    asked = checking.question_to_make(
        site=site,
        title="Information",
        name=name,
        handle=question.handle,
        challenge=question.challenge,
        known=[],
    )
    answer = device.make(asked)
    return device, actions.add(by=account, site=site, question=question, answer=answer, now=now)


def sign_in_with(account, device, now, site=SITE, **changed):
    """Uses it as the second step does."""
    challenge = changed.pop("asked", None) or new_question().challenge
    answer = device.use("", **{"challenge": text_of(challenge), **changed})
    actions.use(account=account, site=site, challenge=challenge, answer=answer, now=now)
    return answer
