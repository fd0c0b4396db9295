"""The task list by Django REST framework, over the same table and policies, for scripts/bench: the zone comes from a header."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django
from django.conf import settings

address = urlsplit(os.environ["PEER_DATABASE_URL"])
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": address.path.lstrip("/"),
            "USER": address.username or "",
            "PASSWORD": unquote(address.password or ""),
            "HOST": parse_qs(address.query).get("host", [address.hostname or "127.0.0.1"])[0],
            "PORT": parse_qs(address.query).get("port", [str(address.port or 5432)])[0],
            "OPTIONS": {"pool": {"min_size": 8, "max_size": 8}},
        }
    },
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=["peer.bind_zone"],
    ROOT_URLCONF="peer",
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
    SECRET_KEY="only-for-benchmarks",
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import generics, pagination, serializers  # noqa: E402


class Plan(models.Model):
    id = models.UUIDField(primary_key=True)
    title = models.TextField()

    class Meta:
        app_label = "peer"
        db_table = "plan"
        managed = False


class Task(models.Model):
    id = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(Plan, models.DO_NOTHING)
    ordinal = models.IntegerField()
    number = models.IntegerField(null=True)
    section = models.TextField()
    title = models.TextField()
    # Of type json, which psycopg has read already; JSONField insists on jsonb.
    units: models.Field[Any, Any] = models.Field()
    deadline_text = models.TextField()
    deadline_date = models.DateField(null=True)
    state = models.TextField()
    provisional = models.BooleanField()
    slots_filled = models.IntegerField()
    slots_needed = models.IntegerField()
    updated_at = models.DateTimeField()
    version = models.IntegerField()

    class Meta:
        app_label = "peer"
        db_table = "task"
        managed = False


class PlanSerializer(serializers.ModelSerializer[Plan]):
    class Meta:
        model = Plan
        fields = ("id", "title")


class TaskSerializer(serializers.ModelSerializer[Task]):
    plan = PlanSerializer()
    units = serializers.JSONField()

    class Meta:
        model = Task
        exclude = ("ordinal",)


class InDocumentOrder(pagination.CursorPagination):
    page_size = 50
    ordering = ("plan_id", "ordinal", "id")


class Tasks(generics.ListAPIView[Task]):
    queryset = Task.objects.select_related("plan")
    serializer_class = TaskSerializer
    pagination_class = InDocumentOrder


def bind_zone(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def bound(request: Any) -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.zone_id', %s, true)", [request.headers["X-Zone"]])
            return answer(request)

    return bound


urlpatterns = [path("tasks", Tasks.as_view())]
application = get_wsgi_application()
