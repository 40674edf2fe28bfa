"""Public addresses of her plan."""

from django.urls import path

from communitylinkage.support.hers import views
from communitylinkage.support.voices import views as voices
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("my-plan/", views.my_plan, name="my_plan"),
    path("my-plan/questions/", views.my_plan_questions, name="my_plan_questions"),
    path("my-plan/steps/", views.my_plan_steps, name="my_plan_steps"),
    path("my-plan/keep/", views.my_plan_keep, name="my_plan_keep"),
    path("my-plan/kept/", views.my_plan_kept, name="my_plan_kept"),
    path("my-plan/visit/", voices.support_said, name="support_said"),
    path("say/", voices.say, name="say"),
]
ACCESS: AccessTable = {
    "my_plan": open_to(Who.ANYBODY),
    "my_plan_questions": open_to(Who.ANYBODY),
    "my_plan_steps": open_to(Who.ANYBODY),
    "my_plan_keep": open_to(Who.RECEIPT),
    "my_plan_kept": open_to(Who.RECEIPT),
    "support_said": open_to(Who.RECEIPT),
    "say": open_to(Who.ANYBODY),
}
