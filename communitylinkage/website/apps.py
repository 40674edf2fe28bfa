"""The app's name and label, and the one place where the framework's words become ours."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Settings, addresses, the frame of every page."""

    name = "communitylinkage.website"
    label = "website"

    def ready(self) -> None:
        """Gives every form our words for what is missing or wrong."""
        from communitylinkage.website import form_words

        form_words.say_ours()
