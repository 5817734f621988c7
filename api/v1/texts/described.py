"""How are the calls on ready-made texts described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import all_of


class TextLineSerializer(serializers.Serializer[Any]):
    which = serializers.CharField(help_text="What names it in an address.")
    title = serializers.CharField()


class TextTableSerializer(serializers.Serializer[Any]):
    """Without `head`, each row is a label and its value."""

    caption = serializers.CharField(required=False)
    head = serializers.ListField(child=serializers.CharField(), required=False)
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField())
    )


class TextSectionSerializer(serializers.Serializer[Any]):
    """A heading, paragraphs, then a list, then a table."""

    heading = serializers.CharField()
    paragraphs = serializers.ListField(child=serializers.CharField(), required=False)
    items = serializers.ListField(child=serializers.CharField(), required=False)
    table = TextTableSerializer(required=False)


class TextSerializer(serializers.Serializer[Any]):
    """`note` says what the text is not; a lawyer settles it before it is relied on."""

    which = serializers.CharField()
    title = serializers.CharField()
    caption = serializers.CharField(required=False)
    lead = serializers.CharField(required=False)
    note = serializers.CharField(required=False)
    sections = TextSectionSerializer(many=True)


TextListSerializer = all_of("TextList", TextLineSerializer)
