"""What whoever runs the server relies on: TLS by files, settings, check, metrics, a demo that is made once."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import time

import pytest

from house import free_port


def certificate(folder, name):
    """A self-signed pair for localhost; the paths of certificate and key."""
    pair = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost", "-out", pair[0], "-keyout", pair[1]],
        check=True, capture_output=True)
    return pair


def subject(port, trusted):
    """Who answers at the port, if it is one that `trusted` signed."""
    connection = http.client.HTTPSConnection(
        "localhost", port, timeout=10, context=ssl.create_default_context(cafile=trusted))
    try:
        connection.request("GET", "/sign-in")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200 and answer.headers["Strict-Transport-Security"]
        return dict(pair[0] for pair in connection.sock.getpeercert()["subject"])["commonName"]
    finally:
        connection.close()


@pytest.fixture
def secure(house, tmp_path):
    """A server that ends TLS itself: its process, port, and the two files that it reads."""
    first = certificate(tmp_path, "first")
    used = tmp_path / "used.pem", tmp_path / "used.key"
    for source, place in zip(first, used):
        place.write_bytes(source.read_bytes())
    port = free_port()
    environment = {
        **house.environment, "DIGIONE_DATA": str(tmp_path / "data"), "DIGIONE_TLS_CERTIFICATE": str(used[0]),
        "DIGIONE_TLS_KEY": str(used[1]), "DIGIONE_PUBLIC_ADDRESS": f"https://localhost:{port}",
    }
    for name in ("DIGIONE_DATABASE", "DIGIONE_OUTBOUND_LOOPBACK"):
        environment.pop(name, None)
    log = open(tmp_path / "log", "wb")
    process = subprocess.Popen(
        [house.program, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
    for _ in range(200):
        assert process.poll() is None, (tmp_path / "log").read_text()
        if b"DigiOne answers at https://" in (tmp_path / "log").read_bytes():
            break
        time.sleep(0.05)
    yield process, port, used
    process.terminate()
    assert process.wait(timeout=30) == 0
    log.close()


def renew(process, used, pair):
    for source, place in zip(pair, used):
        place.write_bytes(source.read_bytes())
    process.send_signal(signal.SIGHUP)
    time.sleep(1)


def test_certificates_are_read_from_files_and_again_on_a_signal(secure, tmp_path):
    process, port, used = secure
    first, second = tmp_path / "first.pem", certificate(tmp_path, "second")
    assert subject(port, first) == "first"
    with pytest.raises(ssl.SSLError):
        subject(port, second[0])
    renew(process, used, second)
    assert subject(port, second[0]) == "second"
    # A key that belongs to another certificate changes nothing.
    renew(process, used, (first, second[1]))
    assert subject(port, second[0]) == "second"
    assert "stay as they were" in (tmp_path / "log").read_text()


def test_a_secure_server_speaks_nothing_else(secure):
    _, port, _ = secure
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    with pytest.raises((http.client.HTTPException, OSError)):
        connection.request("GET", "/sign-in")
        connection.getresponse()


def test_a_server_that_is_set_wrong_says_everything_at_once(house):
    environment = {
        **house.environment, "DIGIONE_PORT": "x", "DIGIONE_HOST": "0.0.0.0", "DIGIONE_TLS_KEY": "/nowhere",
        "DIGIONE_PUBLIC_ADDRESS": "http://plain.example",
    }
    for command in ("serve", "migrate", "check"):
        ended = subprocess.run([house.program, command], env=environment, capture_output=True, text=True, timeout=30)
        assert ended.returncode == 1
        for name in ("PORT", "HOST", "TLS_KEY", "TLS_CERTIFICATE", "PUBLIC_ADDRESS"):
            assert f"DIGIONE_{name}:" in ended.stdout + ended.stderr, f"{command} does not name {name}"
        assert "plain.example" not in ended.stdout + ended.stderr


def test_check_finds_a_running_house_in_order(house):
    findings = json.loads(house.run("check", "--json"))
    assert {"settings", "database", "migrations", "clock", "open files"} <= {finding["name"] for finding in findings}
    assert [finding for finding in findings if finding["state"] == "problem"] == []


def test_metrics_are_for_this_machine(caller):
    answer = caller().get("/metrics")
    assert answer.status == 200 and "digione_requests_total{" in answer.text
    assert caller().get("/metrics", X_Forwarded_For="192.0.2.1").status == 404


def test_a_demo_is_made_once(house):
    file = house.data / "demo.json"
    before = (file.stat().st_mtime_ns, file.read_text())
    start = time.monotonic()
    house.run("prepare-demo", "--pupils", "300")
    assert (file.stat().st_mtime_ns, file.read_text()) == before
    assert time.monotonic() - start < 5


def test_a_running_database_is_not_replaced(house, tmp_path):
    if "DIGIONE_DATABASE" in house.environment:
        pytest.skip("this run's database is another's")
    file = tmp_path / "backup"
    house.run("backup", "--out", str(file))
    assert os.stat(file).st_mode & 0o777 == 0o600
    ended = subprocess.run(
        [house.program, "restore", str(file), "--replace"], env=house.environment, capture_output=True, text=True)
    assert ended.returncode == 1 and "in use" in ended.stderr
