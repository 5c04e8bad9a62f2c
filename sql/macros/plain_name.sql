-- A name as it is compared with others: small letters and digits, the words one space apart.
-- source: house style; people write H100_PCIe, h100-pcie, H 100 PCIe and Ｈ１００ PCIe for one thing
-- A number after letters is a word of its own (h 100 pcie), as are its GB; what follows a number else
-- belongs to it (the A10G is no A10). Full-width letters are the plain ones, and the legal form at the
-- end of a company's name is left out.
create or replace macro plain_name(typed) as (
    regexp_replace(
        trim(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        lower(
                            translate(
                                typed,
                                '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
                                '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
                            )
                        ),
                        '(\p{L})(\p{N})',
                        '\1 \2',
                        'g'
                    ),
                    '(\p{N})gb\b',
                    '\1 gb',
                    'g'
                ),
                '[^\p{L}\p{N}]+',
                ' ',
                'g'
            )
        ),
        '^(.+?)( (inc|incorporated|corp|corporation|llc|ltd|limited|plc))+$',
        '\1'
    )
)
