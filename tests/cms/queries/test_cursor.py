import pytest
from django.db import connection

from blog.models import Category
from cms.queries.among import Keys
from cms.queries.statement import Statement

_PLANS = """
    SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements
    WHERE statement LIKE '%blog_category%'
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone plans each time")
@pytest.mark.django_db(transaction=True)
def test_postgresql_plans_a_statement_once_for_all_keys():
    connection.close()
    statement = Statement(lambda: Category.objects.filter(pk__among=Keys()))
    for key in range(20):
        statement.ask(keys=[key])
    with connection.cursor() as cursor:
        cursor.execute(_PLANS)
        generic, custom = cursor.fetchone()
    assert generic >= 15
    assert custom == 0
