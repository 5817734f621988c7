"""Which address leads where among people's rights, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.rights import disclosures, exports, figures, views


app_name = "rights"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("figures/", figures.figures, name="figures"),
    path("told/<str:reference>/", disclosures.index, name="disclosures"),
    path("told/<str:reference>/new/", disclosures.new, name="disclose"),
    path("<str:reference>/", views.one, name="request"),
    path("<str:reference>/person/", views.person, name="person"),
    path("<str:reference>/person/choose/", views.link, name="link"),
    path("<str:reference>/steps/<slug:step>/", views.step, name="step"),
    path(
        "<str:reference>/changes/<uuid:change_id>/done/",
        views.change_done,
        name="change-done",
    ),
    path("<str:reference>/letters/<uuid:document_id>/", views.letter, name="letter"),
    path("<str:reference>/copy/", exports.copy, name="export"),
    path("<str:reference>/copy/gather/", exports.gather, name="export-gather"),
    path("<str:reference>/copy/take-out/", exports.take_out, name="export-take-out"),
    path("<str:reference>/copy/lines/<int:number>/", exports.line, name="export-line"),
    path("<str:reference>/copy/seal/", exports.seal, name="export-seal"),
    path("<str:reference>/copy/download/", exports.download, name="export-download"),
    path("<str:reference>/copy/destroy/", exports.destroy, name="export-destroy"),
]
ANSWERS = holding(Permission.RIGHTS)
DISCLOSES = holding(Permission.RIGHTS, Permission.SHARE, Permission.DECIDE)
ACCESS: dict[str, Rule] = {
    "rights:list": ANSWERS,
    "rights:new": ANSWERS,
    "rights:request": ANSWERS,
    "rights:person": ANSWERS,
    "rights:link": ANSWERS,
    "rights:step": ANSWERS,
    "rights:change-done": ANSWERS,
    "rights:letter": ANSWERS,
    "rights:disclosures": DISCLOSES,
    "rights:disclose": DISCLOSES,
    "rights:figures": holding(Permission.READ_AUDIT),
    "rights:export": ANSWERS,
    "rights:export-gather": ANSWERS,
    "rights:export-take-out": ANSWERS,
    "rights:export-line": ANSWERS,
    "rights:export-seal": ANSWERS,
    "rights:export-download": ANSWERS,
    "rights:export-destroy": ANSWERS,
}
