"""Static files under hashed names, so that they may be cached for ever and nothing else is."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Whitenoise's hashed and compressed storage; plain names until `collectstatic` has run."""

    manifest_strict = False

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file; without a manifest (tests, first run) its plain name."""
        if not self.hashed_files:
            return f"{settings.STATIC_URL}{name}"
        return str(super().url(name, force))
