from tenants.codes import Role
from tests.web.walking import browser
import pytest

@pytest.mark.parametrize("path,role",[("/",Role.VISITING_OFFICER),("/checks/",Role.VISITING_OFFICER),("/reports/",Role.REPORTER),("/reports/new/",Role.REPORTER),("/register/",Role.HEALTH_AND_SAFETY),("/register/looks/",Role.HEALTH_AND_SAFETY),("/agreements/",Role.SHARING_OFFICER),("/agreements/new/",Role.SHARING_OFFICER),("/people/",Role.ORGANISATION_ADMINISTRATOR)])
def test_x(in_eastmere, path, role):
    c=browser(in_eastmere, role)
    r=c.get(path)
    assert r.status_code==200, r.content.decode()[-3000:]
    print(len(r.content))
