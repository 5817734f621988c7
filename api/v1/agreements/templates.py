"""From which templates may an agreement be drafted?"""

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.described import all_of, describe
from api.shapes import written
from api.v1.agreements.described import TermsSerializer
from sharing.queries.templates import templates_for


class AgreementTemplateSerializer(serializers.Serializer[object]):
    """Terms to start from, never signed as they stand."""

    key = serializers.CharField()
    title = serializers.CharField()
    sentence = serializers.CharField()
    terms = TermsSerializer()


class Templates(Call):
    """Terms from today for two years; every one of them may be changed."""

    scope = "sharing:manage"

    @describe(
        operation="listAgreementTemplates",
        summary="List the templates from which an agreement may be drafted",
        tag="sharing",
        answers=all_of("AgreementTemplateList", AgreementTemplateSerializer),
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = templates_for(call.user, at=call.at)
        return answer({"results": [written(each) for each in found]})
