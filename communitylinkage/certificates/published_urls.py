"""Addresses for machines. They stand in what is signed, so they have no language and never move."""

from django.urls import path

from communitylinkage.certificates import publishing
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("keys.json", publishing.credential_keys, name="credential_keys"),
    path("keys/<str:thumbprint>/", publishing.credential_key, name="credential_key"),
    path("issuer/", publishing.credential_issuer, name="credential_issuer"),
    path("status/<int:number>/", publishing.credential_status, name="credential_status"),
]
ACCESS: AccessTable = {str(one.name): open_to(Who.ANYBODY) for one in urlpatterns}
