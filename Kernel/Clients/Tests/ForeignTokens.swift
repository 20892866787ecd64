@testable import Clients

/// Tokens that joserfc encrypted (`Checks/Outside/encrypted_tokens.py`), with keys that are used for nothing else.
enum ForeignTokens {
    static let text = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"

    static let rsaPEM = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCixypPY9X4XNRT
        7JvIHWOGwSq3lYYyFl8Phttz45fXPSYP4fQPFEpzMh/rgkvuKOw67C+brUtd4HEZ
        vR0uFV+SH2yhN+sf8614w/Ahig91BYBETEm7hwSP3AKwdq9mis5rjJhD6gS4ALEs
        7vXEFUdUCpGny9MsjY/PeWvOj4j4fDsOw9LoFr4FG3q2+NGeOXwHS+eTWJ3p0BX2
        JuFnSjChNX7IesTHR+Q6DZD/+QW0/ye+vxaD6zSVxqkfFomxaFfnHwts9XGCFJcD
        BJzTxLMT8vyzXkIqjSkn909MABNMPzQAkI408kC8YditCYHi84zb9YN0dH/hTsWj
        ZNhocYrRAgMBAAECggEACZaq1t9eKNGrDkCHUqvsg3EYh5TuwT+RHPSIM9TpyluH
        RPM98a9zzUJcH/7eYyqU88ma6lQ0dtS0RNxffinzJcPlHcASASFVDCKaoBcmXvHS
        gvNtenbzHVhL7kInheZST4KKK6H64i3kQe3Xm1PXjktLFjPK/jpeiM2xvIq2+lAb
        CABIyl0uh3ooMJhQCu4TlS+XSiOZDVxXRXfG6+8nbMq1L4znR/ZnMkYCVpuHOIKz
        E2ITI2GNBjyeiOMm6L/BCJtaH8K9I13cJn/JvNt4cdo4uZr3la1Mtvn/MyMbbXYR
        Vgerp/m3irkl1x7ztxClpUyDVr2Tsv1fJ3HK1i2tqwKBgQDTX/C0uVkD0N/x4Q1M
        Ya94LW+eBNWfNUJmN/OonvhcxWmg6eLaEMxaVJdisKgvmCMv+CZSChaU13GbeItP
        Ml3DFG2qHcGBPboCKv8QjDwEIckSl0Y12JB+XKtTcclqaCkfCRKkgPr0TruG+ltc
        6So4H2M/KzBbhfE7GYh961OQGwKBgQDFJL2le9TYKrRP2zmPsqJRWmVj7xIExpB+
        +5G5g7bUweR4XGHzE70190k/JT/OL5CQjf0p1nTw7Jvj8IDUtoBEfpU3D41EtYy2
        cMbmY4EJku1/n4NL1pY4ptgOvhwY43TjqCX4ULRSVYhO9hnQXBIpVqvjMAowUmiS
        m5Hdn7s3gwKBgQDN55qSYi9tQS6179ZFfq8wsYoWc30pTvd0nbKUou8rZ/8iilO6
        uzxmDhs+PvpHCrvUQbYKmtsueMSpf36tUlH189N0MPJMFLY64GmBVCoumD7IBmaV
        k3YGMf2PFrvvFLJiEjN/3kkYbg3NSdpwIo5HB4Rlh4vezBaWzKOijffj2wKBgQCS
        aVbvL6hDYnPHWujE78Xc5WWnckXPhiiKJgtz235NRDKJsRKNlHtROPYND3zzhB+5
        O7po9/yhcRfVkSgc0e0w8VGgMsyX2r1GQTt2ny+WDKiVv8Gi8Rtft4l+aXI0ibil
        2ptYb5d8DknNWriRJc/XI6dEcskeWhWPzDnoflhsQQKBgGiZfB96nKU17nOY3izN
        09dZIGbtY1C04+vuA7VHCb1JMblzd3z+c83umjIpAkvke/BcnHZtzuIHZj0xTAUs
        EflKIwJFfJOLEc9GjH5oPGW+gD2VV64dXyyI7+IC0WG357B5IxDCI59reTqehVI7
        r9RChmB9ptutDsq6e5acnqkf
        -----END PRIVATE KEY-----
        """

    static let pointPEM = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpnivTz+uy+y5wjdA
        wOMM+N7HnHkVvjxDJ0RzYKh5ooihRANCAASkHlVp6W9CzoU3tfdWqBJblePdn8os
        xbtE0D5xBHtgPk24BcbmW2py1ywFAVBBOQL/XTAPgHVcHyoVh70tU+tT
        -----END PRIVATE KEY-----
        """

    static let tokens: [(KeyEncryption, ContentEncryption, String)] = [
        (
            .rsaOAEP256, .a256GCM,
            """
            eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoib3VycyIsImN0eSI6IkpXVCJ9.TEeAZh_fhf16Vun\
            G3hFk9aVikKI6xPf4u7NFLXs08mGhfGyInlx-\
            w0ngR2Fd3WKYaMjNmcdPRNRucZKYj90bqJXXWwMftk7TpUi9iWYFDiYYlbxGzHRXoZrgYdRAP3TH8nIKhQ7QJze_oUa1L1NUZLmz\
            08Adt7zpLt8Id-Ki7Tt5_cOAthqOo4LhRoWiI-V2d7MLzfB-UYD-wHE1OQ8YUYSBn8kFkKpqNyMmD7AlowJdxheUoS1dNDHhu5DV\
            spxEvSUf5_QiSe2_aNBpj7fEGCXJ0UKRdjz49s-\
            aye3XphMuys82RfA8rwrKJQD3IljN3vNuNjJLYPsPOPZLvAWF0A.qfGrV7FSgXp2GExv.DlRUEFutrCj_AXYRLfMnYtcMO4mkUX6\
            slC4WUGguM47I8Y_EfuUT35DfR3ljMUxQvA.ZlcCjxE2KCNv58ldVp5siA
            """
        ),
        (
            .rsaOAEP256, .a128CBCHS256,
            """
            eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2Iiwia2lkIjoib3VycyIsImN0eSI6IkpXVCJ9.g2IrM6x\
            lEND-W7zLvlKQXqt1K2NYcctZJ6Q83RCjhSMgkFN68J_QRltb-tu_gi6Mn_V9IZ3gDlPtPc991x9tQgW-\
            HBRaeW_UIDO5WSo5awNLRmZxL8KBANKAuf0zIiWDusZl--Wr5LXcP7EvRI8gjFhJh2DcauPBYSr8PQezXomYvluUJqfOtbUDYHJC\
            TmGNoiG7s-W5GHhsutLYBhDvs2aRb5xN5JhwZfuTBvE1fLJ7Gvn8SVYfcfAFux_qsoXM7_4oWMUwLS-KUyxtYQPxhaqQCg2xSvXs\
            WSG4xA3q_GoFxTSiZSE_s5grjEhQakVhjWJMjwzKSygTwhLbvpzggw.PdG3pPC40AAxCM3RD0u7vw.MVVb-oSeEOwsXm0DL4yFge\
            M9_Z3KFctOvISPcnCs5ae_cdprl8Q2EG56j5i80vUjV6O9wDJIbk6T79jb8QjYvQ.-p1W-KgTCqAEJHl3GsUypw
            """
        ),
        (
            .ecdhES, .a256GCM,
            """
            eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSIsImtpZCI6Im91cnMiLCJjdHkiOiJKV1QiLCJlcGsiOnsiY3J2IjoiUC0y\
            NTYiLCJ4IjoiajlITV9pR0lyWjc3NEJjUXEzaUhJUC1TZWY3aW1oYWJSR2llWG9rcllscyIsInkiOiJjM3A3Z1Bnd2hBaEc2cUFG\
            MGtUZC1PLVBHeXAteDA1Z0dmWEgyQjEybngwIiwia3R5IjoiRUMifX0..T6ofj4jJ0TxMbB-\
            f.jfbGgbCUNMYH5OaCFvXMrFjHcv_NDlnP9ca8j4jMYFZ7vIYeHTtaYBTs0lKWKsH59w.BYRemxguLWvy_bi9gLRf4w
            """
        ),
        (
            .ecdhES, .a128CBCHS256,
            """
            eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOENCQy1IUzI1NiIsImtpZCI6Im91cnMiLCJjdHkiOiJKV1QiLCJlcGsiOnsiY3J2\
            IjoiUC0yNTYiLCJ4IjoiQk5YWlFzQmZiMDQ0c3NCVHc3eVR6X19iR2k5ZnVsOGRJQW1zaFJMM1VMWSIsInkiOiJ6R0FGR0U4ajBD\
            VGk2ZnlHdWFMRkVoYUdqVy1nUU9UQV9KM0RfTTNNRk9RIiwia3R5IjoiRUMifX0..a6BDNe02r8oqvI3UhHTZlQ.nqGxNY4EHPNX\
            SOkObGYdz8isTGm5vFCUjbvq_61E1iJH3pQtcMMOuTwEEQ3YbuKsK4-lY14Kju9ZkfzeOvsE2g.aNlOldTO1cOzqQB-wzQgWg
            """
        ),
        (
            .ecdhESA128KW, .a256GCM,
            """
            eyJhbGciOiJFQ0RILUVTK0ExMjhLVyIsImVuYyI6IkEyNTZHQ00iLCJraWQiOiJvdXJzIiwiY3R5IjoiSldUIiwiYXB1IjoiUVd4\
            cFkyVSIsImFwdiI6IlFtOWkiLCJlcGsiOnsiY3J2IjoiUC0yNTYiLCJ4IjoiMlZidDJ5WktvT01pUlFlSm1BVVVtSW1NSUlaY3Nq\
            Vi1id3pFR1FIQ3J5QSIsInkiOiJQVUJ0WFY1eUpMZlRkM3drdGx6UzZzTm9uYjRQdW5NNEJnVHVXc1VQWlZJIiwia3R5IjoiRUMi\
            fX0.Q70TLX52JvcMPd8cTgW0Mptmyu1Fmnorfnh4Spsl7QB7Y_qG7JRbIQ.fwBKzIRRMMSBGcuB.-\
            m7lioqcBvbnP6Z6u86NQumIJdAJBt5I_6hW24qPRmv8jz8j2O3GZG03m_RX2Bkg2A.ZOeDHAcS33M1AAo_8yHMEA
            """
        ),
        (
            .ecdhESA128KW, .a128CBCHS256,
            """
            eyJhbGciOiJFQ0RILUVTK0ExMjhLVyIsImVuYyI6IkExMjhDQkMtSFMyNTYiLCJraWQiOiJvdXJzIiwiY3R5IjoiSldUIiwiYXB1\
            IjoiUVd4cFkyVSIsImFwdiI6IlFtOWkiLCJlcGsiOnsiY3J2IjoiUC0yNTYiLCJ4IjoiTGVFV2pDY2M0ZEstWjdMWF95aFA1MFJJ\
            QXczVmZjNlQ5Q2Fib3d5RnlGcyIsInkiOiJpQ1ZEbnNiSXh3OTdRd3BnemtHVW1aNEx0MGlFZGJQOTF3QXpUd3ZVSm44Iiwia3R5\
            IjoiRUMifX0.hTHNw5la1PCqLd6mspLiavP6eYa3p0aLpy8vnbDcMw5jR1odoVgtjg.4eU9bjpwybu3p1JngcZ-\
            vg.S0tG6UTN3lByknThmwvXEeRpJJ2Cp-\
            NimLpQzAB9BJSWPdn9fwgYoLk6bj9zDRdYsvQ3XzH8uk07jQkE2P8t2A.qqRfIAJ7noT6nL3QMXvsmg
            """
        ),
        (
            .ecdhESA256KW, .a256GCM,
            """
            eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00iLCJraWQiOiJvdXJzIiwiY3R5IjoiSldUIiwiYXB1IjoiUVd4\
            cFkyVSIsImFwdiI6IlFtOWkiLCJlcGsiOnsiY3J2IjoiUC0yNTYiLCJ4IjoiQTJxanJKV3RZemlTZzZJLW8wcE5zeVBSR2xKbUVR\
            S3JaRjVFZjBMTnlLZyIsInkiOiI3SUpFSnVnTXpnYWRlZXU4LXdLZklNVWFxNUFpbDdvbUcxNUo5LWI5YTJzIiwia3R5IjoiRUMi\
            fX0.63qU5RsbIwnIrQlXYwglGPqro1oDSm4FyZ_x0kkl8LhjlYH4D8Tjxw.boe1dqcP-\
            YWotCOr.dmTYRRwI8ohdkwdmtCtwPtpj_TlsM5ZsmBHC1gtoXQZCV3yOiifwD0NxFKyqaIa7Vw.oBMrE8aTeqRUcUDV6G7cNQ
            """
        ),
        (
            .ecdhESA256KW, .a128CBCHS256,
            """
            eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkExMjhDQkMtSFMyNTYiLCJraWQiOiJvdXJzIiwiY3R5IjoiSldUIiwiYXB1\
            IjoiUVd4cFkyVSIsImFwdiI6IlFtOWkiLCJlcGsiOnsiY3J2IjoiUC0yNTYiLCJ4IjoiNXZjN0s5MTRQenRNaGJYUy1xcnZRTGtL\
            MEd0SkJNNUZLZVBzUnhDdDdpYyIsInkiOiI1ZnA3ajJ1aTN6Z2JJa015T2R6N0psZGNDeExRVU1RN2txOUF2T0RqcnNNIiwia3R5\
            IjoiRUMifX0.WxWcAWQW96E34B2ogeoyZHehEMjICKUfASuV5JJB3nA8kMxRd3x5TQ.HDo_q4_H83hW9WDz89dQIQ.vg8SA0WWcU\
            efnF9DHT2d4h7tflxRzD5TVs1azdpozKcESENgrzuM6v0tZR3faBdmudse0AdHvZ1UBGTJB8EKPw.JiqrT-T1tuZHeA0TeJp7Ng
            """
        ),
    ]
}
