"""Prints tokens that another hand encrypted, as Kernel/Clients/Tests/ForeignTokens.swift has them. Run once; keys are made anew."""

import textwrap

from joserfc import jwe
from joserfc.jwk import ECKey, RSAKey

TEXT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
REGISTRY = jwe.JWERegistry(algorithms=[
    "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW", "A256GCM", "A128CBC-HS256"])



keys = {"rsa": RSAKey.generate_key(2048), "point": ECKey.generate_key("P-256")}
for name, key in keys.items():
    pem = key.as_pem(private=True).decode().strip()
    print(f'    static let {name}PEM = """\n' + textwrap.indent(pem, " " * 8) + '\n        """\n')
print("    static let tokens: [(KeyEncryption, ContentEncryption, String)] = [")
for algorithm, word in [("RSA-OAEP-256", "rsaOAEP256"), ("ECDH-ES", "ecdhES"), ("ECDH-ES+A128KW", "ecdhESA128KW"),
                        ("ECDH-ES+A256KW", "ecdhESA256KW")]:
    for content, short in [("A256GCM", "a256GCM"), ("A128CBC-HS256", "a128CBCHS256")]:
        header = {"alg": algorithm, "enc": content, "kid": "ours", "cty": "JWT"}
        if "KW" in algorithm:
            header |= {"apu": "QWxpY2U", "apv": "Qm9i"}
        token = jwe.encrypt_compact(header, TEXT, keys["rsa" if "RSA" in algorithm else "point"], registry=REGISTRY)
        wrapped = "\\\n".join(" " * 12 + line for line in textwrap.wrap(token, 100))
        print(f'        (\n            .{word}, .{short},\n            """\n{wrapped}\n            """\n        ),')
print("    ]")
