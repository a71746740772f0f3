"""Only hosts of the public web are reached."""

from ipaddress import ip_network

import pytest

from cms import outside

INSIDE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1"),  # noqa: S104  none is bound
    *("169.254.169.254", "100.64.0.1", "100.100.100.200", "198.18.0.1", "192.0.0.192"),
    *("192.0.2.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:0:127.0.0.1"),
    *("fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1"),
    *("2001:db8::1", "2001::1", "100::1", "3fff::1", "5f00::1"),
]
PUBLIC = [
    *("93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"),
    *("64:ff9b::1.1.1.1", "2002:101:101::1"),
]
OTHER_FORMS = [
    *("localhost", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001"),
    *("0", "127.0.0.1.", "LOCALHOST", "①②⑦.0.0.1", "[::1]", "0xa9fea9fe", "2852039166"),
]


@pytest.mark.parametrize("ip", INSIDE)
def test_an_address_inside_is_not_public(ip):
    assert not outside.is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_an_address_of_the_web_is_public(ip):
    assert outside.is_public(ip)


@pytest.mark.parametrize("host", [*INSIDE, *OTHER_FORMS])
def test_a_host_inside_is_not_located_however_it_is_written(host):
    with pytest.raises((outside.InsideError, OSError)):
        outside.locate(host, 443)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1"])
def test_other_ways_to_write_this_machine_are_refused_and_not_just_unknown(host):
    with pytest.raises(outside.InsideError):
        outside.locate(host, 443)


def resolving_to(*ips):
    return lambda host, port, **kwargs: [(2, 1, 6, "", (ip, port)) for ip in ips]


def test_a_name_that_stands_for_one_address_inside_is_refused(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", resolving_to("1.1.1.1", "10.0.0.1"))

    with pytest.raises(outside.InsideError):
        outside.locate("both.example.org", 443)


def test_a_network_that_is_permitted_is_reached_and_no_other(monkeypatch):
    permitted = [ip_network("10.1.0.0/16")]

    monkeypatch.setattr("socket.getaddrinfo", resolving_to("10.1.2.3"))
    assert outside.locate("front-end", 443, permitted) == ["10.1.2.3"]
    monkeypatch.setattr("socket.getaddrinfo", resolving_to("::ffff:10.1.2.3"))
    assert outside.locate("front-end", 443, permitted) == ["::ffff:10.1.2.3"]
    monkeypatch.setattr("socket.getaddrinfo", resolving_to("10.2.2.3"))
    with pytest.raises(outside.InsideError):
        outside.locate("front-end", 443, permitted)
