-- Printed from the definition by `python -m analytics.opioids.printed`; not to be edited here.

-- name: places
SELECT * FROM (VALUES
  ('00L', 0, 119988, 128),
  ('00N', 0, 119988, 128),
  ('00P', 0, 119988, 128),
  ('00Q', 0, 119988, 2),
  ('00R', 0, 119988, 2),
  ('00T', 0, 119988, 8388608),
  ('00V', 0, 119988, 8388608),
  ('00X', 0, 119988, 2),
  ('00Y', 0, 119988, 8388608),
  ('01A', 0, 119988, 2),
  ('01D', 0, 119988, 8388608),
  ('01E', 0, 119988, 2),
  ('01F', 0, 119988, 4398046511104),
  ('01G', 0, 119988, 8388608),
  ('01H', 0, 119988, 128),
  ('01J', 0, 119988, 4398046511104),
  ('01K', 0, 119988, 2),
  ('01T', 0, 119988, 4398046511104),
  ('01V', 0, 119988, 4398046511104),
  ('01W', 0, 119988, 8388608),
  ('01X', 0, 119988, 4398046511104),
  ('01Y', 0, 119988, 8388608),
  ('02A', 0, 119988, 8388608),
  ('02E', 0, 119988, 4398046511104),
  ('02G', 0, 119988, 2),
  ('02H', 0, 119988, 8388608),
  ('02M', 0, 119988, 2),
  ('02P', 0, 119988, 4),
  ('02Q', 0, 119988, 2147483648),
  ('02T', 0, 119988, 549755813888),
  ('02X', 0, 119988, 4),
  ('02Y', 0, 119988, 16777216),
  ('03F', 0, 119988, 16777216),
  ('03H', 0, 119988, 16777216),
  ('03K', 0, 119988, 16777216),
  ('03L', 0, 119988, 4),
  ('03N', 0, 119988, 4),
  ('03Q', 0, 119988, 16777216),
  ('03R', 0, 119988, 549755813888),
  ('03W', 0, 119988, 4096),
  ('04C', 0, 119988, 4096),
  ('04V', 0, 119988, 4096),
  ('04Y', 0, 119988, 524288),
  ('05D', 0, 119988, 524288),
  ('05G', 0, 119988, 524288),
  ('05Q', 0, 119988, 524288),
  ('05V', 0, 119988, 524288),
  ('05W', 0, 119988, 524288),
  ('06H', 0, 24314, 34359738368),
  ('06H', 24315, 119988, 17592186044416),
  ('06K', 0, 24314, 32768),
  ('06K', 24315, 119988, 17592186044416),
  ('06L', 0, 24314, 512),
  ('06L', 24315, 119988, 70368744177664),
  ('06N', 0, 24314, 32768),
  ('06N', 24315, 119988, 17592186044416),
  ('06Q', 0, 24314, 16),
  ('06Q', 24315, 119988, 1),
  ('06T', 0, 24314, 512),
  ('06T', 24315, 119988, 1),
  ('07G', 0, 24314, 16),
  ('07G', 24315, 119988, 1),
  ('07H', 0, 24314, 32768),
  ('07H', 24315, 119988, 1),
  ('07K', 0, 24314, 512),
  ('07K', 24315, 119988, 70368744177664),
  ('09D', 0, 24314, 2097152),
  ('09D', 24315, 119988, 35184372088832),
  ('10Q', 0, 24314, 8589934592),
  ('10Q', 24315, 119988, 8796093022208),
  ('10R', 0, 119988, 268435456),
  ('11J', 0, 119988, 137438953472),
  ('11M', 0, 119988, 134217728),
  ('11N', 0, 119988, 4294967296),
  ('11X', 0, 119988, 1073741824),
  ('12F', 0, 119988, 4398046511104),
  ('13T', 0, 119988, 128),
  ('14L', 0, 119988, 8388608),
  ('14Y', 0, 24314, 8589934592),
  ('14Y', 24315, 119988, 8796093022208),
  ('15A', 0, 24314, 8589934592),
  ('15A', 24315, 119988, 8796093022208),
  ('15C', 0, 119988, 68719476736),
  ('15E', 0, 119988, 64),
  ('15F', 0, 119988, 549755813888),
  ('15M', 0, 119988, 256),
  ('15N', 0, 119988, 1024),
  ('16C', 0, 119988, 128),
  ('18C', 0, 119988, 8),
  ('26A', 0, 24314, 262144),
  ('26A', 24315, 119988, 70368744177664),
  ('27D', 0, 119988, 4398046511104),
  ('36J', 0, 119988, 549755813888),
  ('36L', 0, 119988, 274877906944),
  ('42D', 0, 119988, 16777216),
  ('52R', 0, 119988, 2147483648),
  ('70F', 0, 24314, 2097152),
  ('70F', 24315, 119988, 35184372088832),
  ('71E', 0, 119988, 2048),
  ('72Q', 0, 119988, 8192),
  ('78H', 0, 119988, 67108864),
  ('84H', 0, 119988, 128),
  ('91Q', 0, 119988, 16384),
  ('92A', 0, 24314, 2199023255552),
  ('92A', 24315, 119988, 35184372088832),
  ('92G', 0, 119988, 33554432),
  ('93C', 0, 24314, 131072),
  ('93C', 24315, 119988, 140737488355328),
  ('97R', 0, 24314, 2097152),
  ('97R', 24315, 119988, 35184372088832),
  ('99A', 0, 119988, 4398046511104),
  ('99C', 0, 119988, 128),
  ('99E', 0, 24314, 16),
  ('99E', 24315, 119988, 1),
  ('99F', 0, 24314, 16),
  ('99F', 24315, 119988, 1),
  ('99G', 0, 24314, 16),
  ('99G', 24315, 119988, 1),
  ('A3A8R', 0, 119988, 65536),
  ('B2M3M', 0, 119988, 1099511627776),
  ('D2P2L', 0, 119988, 17179869184),
  ('D4U1Y', 0, 24314, 1048576),
  ('D7T5G', 24315, 119988, 1),
  ('D9Y0V', 0, 119988, 268435456),
  ('G6V2S', 24298, 24314, 131072),
  ('G6V2S', 24315, 119988, 140737488355328),
  ('M1J4Y', 0, 24314, 32),
  ('M1J4Y', 24315, 119988, 17592186044416),
  ('M2L0M', 0, 119988, 4194304),
  ('QE1', 0, 119988, 2),
  ('QF7', 0, 119988, 4),
  ('QGH', 0, 119988, 8),
  ('QH8', 0, 24314, 16),
  ('QHG', 0, 24314, 32),
  ('QHL', 0, 119988, 64),
  ('QHM', 0, 119988, 128),
  ('QJ2', 0, 119988, 256),
  ('QJG', 0, 24314, 512),
  ('QJK', 0, 119988, 1024),
  ('QJM', 0, 119988, 2048),
  ('QK1', 0, 119988, 4096),
  ('QKK', 0, 119988, 8192),
  ('QKS', 0, 119988, 16384),
  ('QM7', 0, 24314, 32768),
  ('QMF', 0, 119988, 65536),
  ('QMJ', 0, 24314, 131072),
  ('QMM', 0, 24314, 262144),
  ('QNC', 0, 119988, 524288),
  ('QNQ', 0, 24314, 1048576),
  ('QNX', 0, 24314, 2097152),
  ('QOC', 0, 119988, 4194304),
  ('QOP', 0, 119988, 8388608),
  ('QOQ', 0, 119988, 16777216),
  ('QOX', 0, 119988, 33554432),
  ('QPM', 0, 119988, 67108864),
  ('QR1', 0, 119988, 134217728),
  ('QRL', 0, 119988, 268435456),
  ('QRV', 0, 24314, 536870912),
  ('QSL', 0, 119988, 1073741824),
  ('QT1', 0, 119988, 2147483648),
  ('QT6', 0, 119988, 4294967296),
  ('QU9', 0, 24314, 8589934592),
  ('QUA', 0, 119988, 17179869184),
  ('QUE', 0, 24314, 34359738368),
  ('QUY', 0, 119988, 68719476736),
  ('QVV', 0, 119988, 137438953472),
  ('QWE', 0, 119988, 274877906944),
  ('QWO', 0, 119988, 549755813888),
  ('QWU', 0, 119988, 1099511627776),
  ('QXU', 0, 24314, 2199023255552),
  ('QYG', 0, 119988, 4398046511104),
  ('R0A', 0, 119988, 8388608),
  ('R0B', 0, 119988, 128),
  ('R0D', 24249, 119988, 137438953472),
  ('R1A', 0, 119988, 8),
  ('R1C', 0, 24296, 268435456),
  ('R1D', 0, 119988, 4194304),
  ('R1F', 0, 119988, 268435456),
  ('R1H', 0, 119988, 65536),
  ('R1K', 0, 24314, 536870912),
  ('R1K', 24315, 119988, 140737488355328),
  ('R1L', 0, 24314, 16),
  ('R1L', 24315, 119988, 1),
  ('RA2', 0, 24314, 2199023255552),
  ('RA2', 24315, 119988, 35184372088832),
  ('RA3', 0, 24242, 68719476736),
  ('RA4', 0, 24278, 1073741824),
  ('RA7', 0, 119988, 68719476736),
  ('RA9', 0, 119988, 1024),
  ('RAE', 0, 119988, 549755813888),
  ('RAJ', 0, 24314, 16),
  ('RAJ', 24315, 119988, 1),
  ('RAL', 0, 24314, 131072),
  ('RAL', 24315, 119988, 140737488355328),
  ('RAN', 0, 24314, 131072),
  ('RAN', 24315, 119988, 140737488355328),
  ('RAP', 0, 24299, 131072),
  ('RAS', 0, 24314, 536870912),
  ('RAS', 24315, 119988, 140737488355328),
  ('RAT', 0, 119988, 65536),
  ('RAX', 0, 119988, 274877906944),
  ('RBA', 0, 24242, 1073741824),
  ('RBD', 0, 119988, 137438953472),
  ('RBK', 0, 119988, 17179869184),
  ('RBL', 0, 119988, 4398046511104),
  ('RBN', 0, 119988, 4398046511104),
  ('RBQ', 0, 119988, 4398046511104),
  ('RBS', 0, 119988, 4398046511104),
  ('RBT', 0, 119988, 4398046511104),
  ('RBV', 0, 119988, 8388608),
  ('RBZ', 0, 24266, 1024),
  ('RC1', 0, 24242, 32),
  ('RC9', 0, 24314, 32),
  ('RC9', 24315, 119988, 17592186044416),
  ('RCB', 0, 119988, 16777216),
  ('RCD', 0, 119988, 16777216),
  ('RCF', 0, 119988, 549755813888),
  ('RCU', 0, 119988, 4),
  ('RCX', 0, 24314, 262144),
  ('RCX', 24315, 119988, 70368744177664),
  ('RD1', 0, 119988, 33554432),
  ('RD3', 0, 24248, 137438953472),
  ('RD8', 0, 24314, 32),
  ('RD8', 24315, 119988, 17592186044416),
  ('RDD', 0, 24242, 16),
  ('RDE', 0, 24314, 512),
  ('RDR', 0, 24314, 2097152),
  ('RDR', 24315, 119988, 35184372088832),
  ('RDU', 0, 24314, 1048576),
  ('RDY', 0, 119988, 137438953472),
  ('RDZ', 0, 24248, 137438953472),
  ('REF', 0, 119988, 4294967296),
  ('REM', 0, 119988, 4398046511104),
  ('REN', 0, 119988, 4398046511104),
  ('REP', 0, 119988, 4398046511104),
  ('RET', 0, 119988, 4398046511104),
  ('RF4', 0, 119988, 65536),
  ('RFF', 0, 119988, 4),
  ('RFR', 0, 119988, 4),
  ('RFS', 0, 119988, 256),
  ('RGD', 0, 119988, 549755813888),
  ('RGM', 0, 24314, 34359738368),
  ('RGM', 24315, 119988, 17592186044416),
  ('RGN', 0, 24314, 34359738368),
  ('RGN', 24315, 119988, 17592186044416),
  ('RGP', 0, 24314, 262144),
  ('RGP', 24315, 119988, 70368744177664),
  ('RGR', 0, 24314, 512),
  ('RGR', 24315, 119988, 70368744177664),
  ('RGT', 0, 24314, 34359738368),
  ('RGT', 24315, 119988, 17592186044416),
  ('RH5', 0, 119988, 1073741824),
  ('RH8', 0, 119988, 1024),
  ('RHA', 0, 119988, 2147483648),
  ('RHM', 0, 119988, 268435456),
  ('RHQ', 0, 119988, 4),
  ('RHU', 0, 119988, 268435456),
  ('RHW', 0, 24314, 8589934592),
  ('RHW', 24315, 119988, 8796093022208),
  ('RJ1', 0, 119988, 8192),
  ('RJ2', 0, 119988, 8192),
  ('RJ6', 0, 119988, 274877906944),
  ('RJ7', 0, 119988, 274877906944),
  ('RJ8', 0, 119988, 4294967296),
  ('RJC', 0, 119988, 1099511627776),
  ('RJE', 0, 119988, 524288),
  ('RJL', 0, 119988, 16777216),
  ('RJN', 0, 119988, 4398046511104),
  ('RJR', 0, 119988, 4398046511104),
  ('RJZ', 0, 119988, 8192),
  ('RK5', 0, 119988, 2147483648),
  ('RK9', 0, 119988, 1024),
  ('RKB', 0, 119988, 1099511627776),
  ('RKE', 0, 24314, 131072),
  ('RKE', 24315, 119988, 140737488355328),
  ('RKL', 0, 24314, 536870912),
  ('RKL', 24315, 119988, 140737488355328),
  ('RL1', 0, 119988, 4194304),
  ('RL4', 0, 119988, 17179869184),
  ('RLQ', 0, 119988, 8),
  ('RLT', 0, 119988, 1099511627776),
  ('RLY', 0, 119988, 524288),
  ('RM1', 0, 24314, 262144),
  ('RM1', 24315, 119988, 70368744177664),
  ('RM3', 0, 119988, 8388608),
  ('RMC', 0, 119988, 8388608),
  ('RMP', 0, 119988, 8388608),
  ('RMY', 0, 24314, 262144),
  ('RMY', 24315, 119988, 70368744177664),
  ('RN3', 0, 119988, 33554432),
  ('RN5', 0, 119988, 268435456),
  ('RN7', 0, 119988, 16384),
  ('RNA', 0, 119988, 17179869184),
  ('RNK', 0, 24314, 131072),
  ('RNN', 0, 119988, 128),
  ('RNQ', 0, 119988, 67108864),
  ('RNS', 0, 119988, 67108864),
  ('RNU', 0, 24314, 8589934592),
  ('RNU', 24315, 119988, 8796093022208),
  ('RNZ', 0, 119988, 33554432),
  ('RP1', 0, 119988, 67108864),
  ('RP4', 0, 24314, 131072),
  ('RP4', 24315, 119988, 140737488355328),
  ('RP5', 0, 119988, 4),
  ('RP6', 0, 24314, 131072),
  ('RP6', 24315, 119988, 140737488355328),
  ('RP7', 0, 119988, 2048),
  ('RPA', 0, 119988, 16384),
  ('RPC', 0, 24314, 2097152),
  ('RPC', 24315, 119988, 35184372088832),
  ('RPG', 0, 119988, 8192),
  ('RPY', 0, 24314, 536870912),
  ('RPY', 24315, 119988, 140737488355328),
  ('RQ3', 0, 119988, 64),
  ('RQ8', 0, 24242, 16),
  ('RQM', 0, 24314, 536870912),
  ('RQM', 24315, 119988, 140737488355328),
  ('RQW', 0, 24314, 32768),
  ('RQW', 24315, 119988, 1),
  ('RQX', 0, 119988, 65536),
  ('RQY', 0, 119988, 274877906944),
  ('RR7', 0, 119988, 128),
  ('RR8', 0, 119988, 549755813888),
  ('RRE', 0, 119988, 524288),
  ('RRF', 0, 119988, 8388608),
  ('RRJ', 0, 119988, 64),
  ('RRK', 0, 119988, 64),
  ('RRP', 0, 24297, 131072),
  ('RRV', 0, 24314, 131072),
  ('RRV', 24315, 119988, 140737488355328),
  ('RT1', 0, 24314, 34359738368),
  ('RT1', 24315, 119988, 17592186044416),
  ('RT2', 0, 119988, 8388608),
  ('RT3', 0, 24252, 536870912),
  ('RT5', 0, 119988, 4096),
  ('RTD', 0, 119988, 128),
  ('RTE', 0, 119988, 134217728),
  ('RTF', 0, 119988, 128),
  ('RTG', 0, 119988, 256),
  ('RTH', 0, 24314, 8589934592),
  ('RTH', 24315, 119988, 8796093022208),
  ('RTK', 0, 24314, 2199023255552),
  ('RTK', 24315, 119988, 35184372088832),
  ('RTP', 0, 24314, 2199023255552),
  ('RTP', 24315, 119988, 35184372088832),
  ('RTQ', 0, 119988, 134217728),
  ('RTR', 0, 119988, 128),
  ('RTV', 0, 24256, 4398046511104),
  ('RTX', 0, 119988, 2),
  ('RV3', 0, 24314, 131072),
  ('RV3', 24315, 119988, 140737488355328),
  ('RV5', 0, 119988, 8192),
  ('RV9', 0, 119988, 16777216),
  ('RVJ', 0, 24317, 68719476736),
  ('RVN', 0, 119988, 33554432),
  ('RVR', 0, 119988, 274877906944),
  ('RVV', 0, 119988, 16384),
  ('RVW', 0, 119988, 128),
  ('RVY', 0, 24281, 4398046511104),
  ('RW1', 0, 119988, 268435456),
  ('RW4', 0, 119988, 4398046511104),
  ('RW5', 0, 119988, 2),
  ('RW6', 0, 24260, 8388608),
  ('RWA', 0, 119988, 16777216),
  ('RWD', 0, 119988, 2048),
  ('RWE', 0, 119988, 4096),
  ('RWF', 0, 119988, 16384),
  ('RWG', 0, 24314, 32768),
  ('RWG', 24315, 119988, 17592186044416),
  ('RWH', 0, 24314, 32768),
  ('RWH', 24315, 119988, 17592186044416),
  ('RWJ', 0, 119988, 8388608),
  ('RWK', 0, 119988, 65536),
  ('RWP', 0, 119988, 8),
  ('RWR', 0, 24314, 32768),
  ('RWR', 24315, 119988, 17592186044416),
  ('RWV', 0, 119988, 1024),
  ('RWW', 0, 119988, 4398046511104),
  ('RWX', 0, 24314, 8589934592),
  ('RWX', 24315, 119988, 8796093022208),
  ('RWY', 0, 119988, 549755813888),
  ('RX1', 0, 119988, 2147483648),
  ('RX2', 0, 24314, 2097152),
  ('RX2', 24315, 119988, 35184372088832),
  ('RX3', 0, 119988, 128),
  ('RX4', 0, 119988, 128),
  ('RXA', 0, 119988, 4398046511104),
  ('RXC', 0, 24314, 2097152),
  ('RXC', 24315, 119988, 35184372088832),
  ('RXE', 0, 119988, 4),
  ('RXF', 0, 119988, 549755813888),
  ('RXG', 0, 119988, 549755813888),
  ('RXH', 0, 24254, 2097152),
  ('RXK', 0, 119988, 17179869184),
  ('RXL', 0, 119988, 2),
  ('RXM', 0, 119988, 256),
  ('RXN', 0, 119988, 2),
  ('RXP', 0, 119988, 128),
  ('RXQ', 0, 24314, 8589934592),
  ('RXQ', 24315, 119988, 8796093022208),
  ('RXR', 0, 119988, 2),
  ('RXT', 0, 119988, 64),
  ('RXV', 0, 119988, 8388608),
  ('RXW', 0, 119988, 4194304),
  ('RXX', 0, 24314, 2199023255552),
  ('RXX', 24315, 119988, 35184372088832),
  ('RXY', 0, 119988, 16384),
  ('RY2', 0, 24314, 4398046511104),
  ('RY3', 0, 24314, 262144),
  ('RY3', 24315, 119988, 70368744177664),
  ('RY4', 0, 24314, 32768),
  ('RY4', 24315, 119988, 17592186044416),
  ('RY5', 0, 119988, 2048),
  ('RY6', 0, 119988, 549755813888),
  ('RY7', 0, 119988, 4398046511104),
  ('RY8', 0, 119988, 256),
  ('RY9', 0, 24297, 274877906944),
  ('RYG', 0, 119988, 1099511627776),
  ('RYJ', 0, 24314, 536870912),
  ('RYJ', 24315, 119988, 140737488355328),
  ('RYK', 0, 24296, 17179869184),
  ('RYR', 0, 24314, 2097152),
  ('RYR', 24315, 119988, 35184372088832),
  ('RYV', 0, 24314, 34359738368),
  ('RYW', 0, 119988, 64),
  ('RYX', 0, 24314, 536870912),
  ('RYX', 24315, 119988, 140737488355328),
  ('RYY', 0, 119988, 16384),
  ('S0E4D', 24315, 119988, 8796093022208),
  ('S1Y5D', 24315, 119988, 17592186044416),
  ('S9B9J', 24315, 119988, 35184372088832),
  ('T6Y0W', 24315, 119988, 70368744177664),
  ('TAD', 0, 119988, 549755813888),
  ('TAF', 0, 24297, 131072),
  ('TAH', 0, 119988, 4),
  ('TAJ', 0, 119988, 17179869184),
  ('W2U3Z', 0, 24314, 536870912),
  ('W2U3Z', 24315, 119988, 140737488355328),
  ('X2C4Y', 0, 119988, 549755813888),
  ('Z9B2Z', 24315, 119988, 140737488355328)
) AS t(place_code, first, last, boards_0)

-- name: boards
SELECT * FROM (VALUES
  ('D7T5G', 'Y61', 1),
  ('QE1', 'Y62', 2),
  ('QF7', 'Y63', 4),
  ('QGH', 'Y60', 8),
  ('QH8', 'Y61', 16),
  ('QHG', 'Y61', 32),
  ('QHL', 'Y60', 64),
  ('QHM', 'Y63', 128),
  ('QJ2', 'Y60', 256),
  ('QJG', 'Y61', 512),
  ('QJK', 'Y58', 1024),
  ('QJM', 'Y60', 2048),
  ('QK1', 'Y60', 4096),
  ('QKK', 'Y56', 8192),
  ('QKS', 'Y59', 16384),
  ('QM7', 'Y61', 32768),
  ('QMF', 'Y56', 65536),
  ('QMJ', 'Y56', 131072),
  ('QMM', 'Y61', 262144),
  ('QNC', 'Y60', 524288),
  ('QNQ', 'Y59', 1048576),
  ('QNX', 'Y59', 2097152),
  ('QOC', 'Y60', 4194304),
  ('QOP', 'Y62', 8388608),
  ('QOQ', 'Y63', 16777216),
  ('QOX', 'Y58', 33554432),
  ('QPM', 'Y60', 67108864),
  ('QR1', 'Y58', 134217728),
  ('QRL', 'Y59', 268435456),
  ('QRV', 'Y56', 536870912),
  ('QSL', 'Y58', 1073741824),
  ('QT1', 'Y60', 2147483648),
  ('QT6', 'Y58', 4294967296),
  ('QU9', 'Y59', 8589934592),
  ('QUA', 'Y60', 17179869184),
  ('QUE', 'Y61', 34359738368),
  ('QUY', 'Y58', 68719476736),
  ('QVV', 'Y58', 137438953472),
  ('QWE', 'Y56', 274877906944),
  ('QWO', 'Y63', 549755813888),
  ('QWU', 'Y60', 1099511627776),
  ('QXU', 'Y59', 2199023255552),
  ('QYG', 'Y62', 4398046511104),
  ('S0E4D', 'Y59', 8796093022208),
  ('S1Y5D', 'Y61', 17592186044416),
  ('S9B9J', 'Y59', 35184372088832),
  ('T6Y0W', 'Y61', 70368744177664),
  ('Z9B2Z', 'Y56', 140737488355328)
) AS t(icb, region, boards_0)

-- name: products
SELECT * FROM (VALUES
  ('0407020M0', '', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', '', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407010F0', '', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010M0', '', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010X0', '', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010N0', '', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407020G0', '', NULL, 0.1e0, FALSE, 0.0e0),
  ('040702040', '', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020AG', '', NULL, 0.4e0, FALSE, 0.0e0),
  ('0407020Q0', '', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020P0', '', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020AD', '', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020Z0', '', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020AF', '', NULL, 1.5e0, FALSE, 0.0e0),
  ('040702050', '', NULL, 5.0e0, FALSE, 0.0e0),
  ('0407020K0', '', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020H0', '', NULL, 0.5e0, FALSE, 0.0e0),
  ('0407020L0', '', NULL, 0.03e0, FALSE, 0.0e0),
  ('0407020V0', '', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020T0', '', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020U0', '', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020B0', '', NULL, 100.0e0, TRUE, 0.0e0),
  ('0407020A0', '', NULL, 100.0e0, TRUE, 0.0e0),
  ('0407020AB', '', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', '', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', '', NULL, 2.0e0, FALSE, 0.0e0),
  ('0407020E0', '', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020M0', '?', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('040702040', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('040702050', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', '?', 'route', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'oral', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'oral', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407010F0', 'oral', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010M0', 'oral', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010X0', 'oral', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010N0', 'oral', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407020G0', 'oral', NULL, 0.1e0, FALSE, 0.0e0),
  ('040702040', 'oral', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020AG', 'oral', NULL, 0.4e0, FALSE, 0.0e0),
  ('0407020Q0', 'oral', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020P0', 'oral', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020AD', 'oral', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020Z0', 'oral', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020AF', 'oral', NULL, 1.5e0, FALSE, 0.0e0),
  ('040702050', 'oral', NULL, 5.0e0, FALSE, 0.0e0),
  ('0407020K0', 'oral', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020H0', 'oral', NULL, 0.5e0, FALSE, 0.0e0),
  ('0407020L0', 'oral', NULL, 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'oral', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020T0', 'oral', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'oral', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'oral', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'oral', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'oral', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'oral', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'oral', NULL, 2.0e0, FALSE, 0.0e0),
  ('0407020E0', 'oral', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020M0', 'by mouth', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'by mouth', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407010F0', 'by mouth', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010M0', 'by mouth', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010X0', 'by mouth', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010N0', 'by mouth', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407020G0', 'by mouth', NULL, 0.1e0, FALSE, 0.0e0),
  ('040702040', 'by mouth', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020AG', 'by mouth', NULL, 0.4e0, FALSE, 0.0e0),
  ('0407020Q0', 'by mouth', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020P0', 'by mouth', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020AD', 'by mouth', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020Z0', 'by mouth', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020AF', 'by mouth', NULL, 1.5e0, FALSE, 0.0e0),
  ('040702050', 'by mouth', NULL, 5.0e0, FALSE, 0.0e0),
  ('0407020K0', 'by mouth', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020H0', 'by mouth', NULL, 0.5e0, FALSE, 0.0e0),
  ('0407020L0', 'by mouth', NULL, 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'by mouth', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020T0', 'by mouth', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'by mouth', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'by mouth', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'by mouth', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'by mouth', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'by mouth', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'by mouth', NULL, 2.0e0, FALSE, 0.0e0),
  ('0407020E0', 'by mouth', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020M0', 'po', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'po', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407010F0', 'po', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010M0', 'po', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010X0', 'po', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407010N0', 'po', NULL, 0.1e0, FALSE, 15.0e0),
  ('0407020G0', 'po', NULL, 0.1e0, FALSE, 0.0e0),
  ('040702040', 'po', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020AG', 'po', NULL, 0.4e0, FALSE, 0.0e0),
  ('0407020Q0', 'po', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020P0', 'po', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020AD', 'po', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020Z0', 'po', NULL, 1.5e0, FALSE, 0.0e0),
  ('0407020AF', 'po', NULL, 1.5e0, FALSE, 0.0e0),
  ('040702050', 'po', NULL, 5.0e0, FALSE, 0.0e0),
  ('0407020K0', 'po', NULL, 1.0e0, FALSE, 0.0e0),
  ('0407020H0', 'po', NULL, 0.5e0, FALSE, 0.0e0),
  ('0407020L0', 'po', NULL, 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'po', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020T0', 'po', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'po', NULL, 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'po', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'po', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'po', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'po', 'factor', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'po', NULL, 2.0e0, FALSE, 0.0e0),
  ('0407020E0', 'po', NULL, 0.1e0, FALSE, 0.0e0),
  ('0407020M0', 'patch', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010F0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010M0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010X0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010N0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020G0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('040702040', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020AG', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020Q0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020P0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020AD', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020Z0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020AF', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('040702050', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020K0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020H0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020L0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020V0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020T0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020U0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020B0', 'patch', NULL, 100.0e0, TRUE, 0.0e0),
  ('0407020A0', 'patch', NULL, 100.0e0, TRUE, 0.0e0),
  ('0407020AB', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020Y0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020D0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020E0', 'patch', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020M0', 'transdermal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010F0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010M0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010X0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407010N0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020G0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('040702040', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020AG', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020Q0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020P0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020AD', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020Z0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020AF', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('040702050', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020K0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020H0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020L0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020V0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020T0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020U0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020B0', 'transdermal', NULL, 100.0e0, TRUE, 0.0e0),
  ('0407020A0', 'transdermal', NULL, 100.0e0, TRUE, 0.0e0),
  ('0407020AB', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020Y0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020D0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020E0', 'transdermal', 'factor', 0.0e0, TRUE, 0.0e0),
  ('0407020M0', 'injection', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'injection', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'injection', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'injection', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'injection', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'injection', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'injection', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'injection', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'injection', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'injection', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'injection', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'injection', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'injection', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'injection', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'injection', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'injection', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'subcutaneous', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'subcutaneous', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'subcutaneous', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'subcutaneous', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'subcutaneous', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'subcutaneous', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'subcutaneous', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'subcutaneous', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'subcutaneous', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'subcutaneous', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'subcutaneous', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'subcutaneous', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'subcutaneous', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'subcutaneous', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'subcutaneous', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'subcutaneous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'intravenous', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'intravenous', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'intravenous', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'intravenous', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'intravenous', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'intravenous', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'intravenous', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'intravenous', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'intravenous', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'intravenous', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'intravenous', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'intravenous', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'intravenous', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'intravenous', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'intravenous', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'intravenous', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'intramuscular', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'intramuscular', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'intramuscular', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'intramuscular', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'intramuscular', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'intramuscular', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'intramuscular', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'intramuscular', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'intramuscular', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'intramuscular', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'intramuscular', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'intramuscular', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'intramuscular', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'intramuscular', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'intramuscular', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'intramuscular', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'epidural', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'epidural', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'epidural', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'epidural', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'epidural', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'epidural', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'epidural', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'epidural', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'epidural', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'epidural', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'epidural', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'epidural', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'epidural', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'epidural', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'epidural', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'epidural', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'intrathecal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'intrathecal', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'intrathecal', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'intrathecal', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'intrathecal', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'intrathecal', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'intrathecal', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'intrathecal', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'intrathecal', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'intrathecal', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'intrathecal', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'intrathecal', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'intrathecal', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'intrathecal', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'intrathecal', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'intrathecal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'infusion', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'infusion', 'by_other_routes', 0.2e0, FALSE, 0.0e0),
  ('0407020AG', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'infusion', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020P0', 'infusion', 'by_other_routes', 2.0e0, FALSE, 0.0e0),
  ('0407020AD', 'infusion', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'infusion', 'by_other_routes', 3.0e0, FALSE, 0.0e0),
  ('0407020AF', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'infusion', 'by_other_routes', 12.5e0, FALSE, 0.0e0),
  ('0407020K0', 'infusion', 'by_other_routes', 3.3e0, FALSE, 0.0e0),
  ('0407020H0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'infusion', 'by_other_routes', 0.03e0, FALSE, 0.0e0),
  ('0407020V0', 'infusion', 'by_other_routes', 0.24e0, FALSE, 0.0e0),
  ('0407020T0', 'infusion', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020U0', 'infusion', 'by_other_routes', 0.37e0, FALSE, 0.0e0),
  ('0407020B0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'infusion', 'by_other_routes', 150.0e0, FALSE, 0.0e0),
  ('0407020AB', 'infusion', 'by_other_routes', 0.67e0, FALSE, 0.0e0),
  ('0407020Y0', 'infusion', 'by_other_routes', 1.0e0, FALSE, 0.0e0),
  ('0407020D0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'infusion', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'under the tongue', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'under the tongue', 'by_other_routes', 60.0e0, FALSE, 0.0e0),
  ('0407020A0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'under the tongue', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'sublingual', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'sublingual', 'by_other_routes', 60.0e0, FALSE, 0.0e0),
  ('0407020A0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'sublingual', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'in the mouth', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'in the mouth', 'by_other_routes', 130.0e0, FALSE, 0.0e0),
  ('0407020AB', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'in the mouth', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'buccal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'buccal', 'by_other_routes', 130.0e0, FALSE, 0.0e0),
  ('0407020AB', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'buccal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'oromucosal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'oromucosal', 'by_other_routes', 130.0e0, FALSE, 0.0e0),
  ('0407020AB', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'oromucosal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'nasal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'nasal', 'by_other_routes', 160.0e0, FALSE, 0.0e0),
  ('0407020AB', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'nasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'intranasal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'intranasal', 'by_other_routes', 160.0e0, FALSE, 0.0e0),
  ('0407020AB', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'intranasal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'other', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'other', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020M0', 'rectal', 'methadone', 0.0e0, FALSE, 0.0e0),
  ('0407020C0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010F0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010M0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010X0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407010N0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020G0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702040', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AG', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Q0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020P0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AD', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Z0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AF', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('040702050', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020K0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020H0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020L0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020V0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020T0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020U0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020B0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020A0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020AB', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020Y0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020D0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0),
  ('0407020E0', 'rectal', 'by_other_routes', 0.0e0, FALSE, 0.0e0)
) AS t(prefix, named, why_not, factor, patch, low_below)

-- name: identifier of text
IF(
  STARTSWITH(`cell`, ' ') OR ENDSWITH(`cell`, ' '),
  TRIM(' \t\n\r\013\014' FROM `cell`),
  `cell`
)

-- name: identifier of float
IF(
  (
    (
      `cell` % 1
    ) = 0
  ) AND (
    ABS(`cell`) < 9007199254740992
  ),
  CAST(CAST(`cell` AS BIGINT) AS STRING),
  CAST(`cell` AS STRING)
)

-- name: label of text
UPPER(
  IF(
    STARTSWITH(`cell`, ' ') OR ENDSWITH(`cell`, ' '),
    TRIM(' \t\n\r\013\014' FROM `cell`),
    `cell`
  )
)

-- name: number of text
TRY_CAST(IF(
  TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?$',
  TRIM(' \t\n\r\013\014' FROM `cell`),
  NULL
) AS DOUBLE)

-- name: number of float
CAST(`cell` AS DOUBLE)

-- name: number of whole
CAST(`cell` AS DOUBLE)

-- name: month of text
IF(
  EXTRACT(year FROM TRY_CAST(CASE
    WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}-\\d{2}($|[ T])'
    THEN SUBSTRING(
      TRIM(' \t\n\r\013\014' FROM `cell`),
      IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
      10
    )
    WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}$'
    THEN CONCAT(TRIM(' \t\n\r\013\014' FROM `cell`), '-01')
    WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{6}$'
    THEN CONCAT(
      CONCAT(
        CONCAT(
          SUBSTRING(
            TRIM(' \t\n\r\013\014' FROM `cell`),
            IF((
              0 + 1
            ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
            4
          ),
          '-'
        ),
        SUBSTRING(
          TRIM(' \t\n\r\013\014' FROM `cell`),
          IF((
            4 + 1
          ) >= 1, 4 + 1, 4 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
          2
        )
      ),
      '-01'
    )
    ELSE NULL
  END AS DATE)) BETWEEN 1990 AND 2100,
  (
    (
      EXTRACT(year FROM TRY_CAST(CASE
        WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}-\\d{2}($|[ T])'
        THEN SUBSTRING(
          TRIM(' \t\n\r\013\014' FROM `cell`),
          IF((
            0 + 1
          ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
          10
        )
        WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}$'
        THEN CONCAT(TRIM(' \t\n\r\013\014' FROM `cell`), '-01')
        WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{6}$'
        THEN CONCAT(
          CONCAT(
            CONCAT(
              SUBSTRING(
                TRIM(' \t\n\r\013\014' FROM `cell`),
                IF((
                  0 + 1
                ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
                4
              ),
              '-'
            ),
            SUBSTRING(
              TRIM(' \t\n\r\013\014' FROM `cell`),
              IF((
                4 + 1
              ) >= 1, 4 + 1, 4 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
              2
            )
          ),
          '-01'
        )
        ELSE NULL
      END AS DATE)) * 12
    ) + EXTRACT(month FROM TRY_CAST(CASE
      WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}-\\d{2}($|[ T])'
      THEN SUBSTRING(
        TRIM(' \t\n\r\013\014' FROM `cell`),
        IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
        10
      )
      WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}$'
      THEN CONCAT(TRIM(' \t\n\r\013\014' FROM `cell`), '-01')
      WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{6}$'
      THEN CONCAT(
        CONCAT(
          CONCAT(
            SUBSTRING(
              TRIM(' \t\n\r\013\014' FROM `cell`),
              IF((
                0 + 1
              ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
              4
            ),
            '-'
          ),
          SUBSTRING(
            TRIM(' \t\n\r\013\014' FROM `cell`),
            IF((
              4 + 1
            ) >= 1, 4 + 1, 4 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
            2
          )
        ),
        '-01'
      )
      ELSE NULL
    END AS DATE))
  ) - 1,
  NULL
)

-- name: month of day
IF(
  EXTRACT(year FROM `cell`) BETWEEN 1990 AND 2100,
  (
    (
      EXTRACT(year FROM `cell`) * 12
    ) + EXTRACT(month FROM `cell`)
  ) - 1,
  NULL
)

-- name: route of text
IF(
  COALESCE(LOWER(TRIM(' \t\n\r\013\014' FROM `cell`)), '') IN (
    '',
    'oral',
    'by mouth',
    'po',
    'patch',
    'transdermal',
    'injection',
    'subcutaneous',
    'intravenous',
    'intramuscular',
    'epidural',
    'intrathecal',
    'infusion',
    'under the tongue',
    'sublingual',
    'in the mouth',
    'buccal',
    'oromucosal',
    'nasal',
    'intranasal',
    'other',
    'rectal'
  ),
  COALESCE(LOWER(TRIM(' \t\n\r\013\014' FROM `cell`)), ''),
  '?'
)

-- name: concern of text
STARTSWITH(`cell`, '040702')
OR STARTSWITH(`cell`, '0407010F0')
OR STARTSWITH(`cell`, '0407010M0')
OR STARTSWITH(`cell`, '0407010X0')
OR STARTSWITH(`cell`, '0407010N0')
OR STARTSWITH(`cell`, '0407010Q0')
OR STARTSWITH(`cell`, '0407010f0')
OR STARTSWITH(`cell`, '0407010m0')
OR STARTSWITH(`cell`, '0407010x0')
OR STARTSWITH(`cell`, '0407010n0')
OR STARTSWITH(`cell`, '0407010q0')
OR NOT (
  (
    `cell` >= '01'
  )
  AND (
    `cell` < '24'
  )
  AND LENGTH(`cell`) BETWEEN 9 AND 15
)

-- name: supply per days
SELECT
  IF(
    `t10`.`note` IS NULL,
    `t10`.`person`,
    IF(
      (
        `t10`.`digits` IS NOT NULL
      )
      AND (
        (
          (
            (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000000
                )) AS BIGINT) % 10
              ) * 10
            ) + 0 + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000000
                )) AS BIGINT) % 10
              ) * 9
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000000
                )) AS BIGINT) % 10
              ) * 8
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000
                )) AS BIGINT) % 10
              ) * 7
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000
                )) AS BIGINT) % 10
              ) * 6
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000
                )) AS BIGINT) % 10
              ) * 5
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000
                )) AS BIGINT) % 10
              ) * 4
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100
                )) AS BIGINT) % 10
              ) * 3
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10
                )) AS BIGINT) % 10
              ) * 2
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1
                )) AS BIGINT) % 10
              ) * 1
            )
          ) % 11
        ) = 0
      ),
      'nhs_number',
      `t10`.`note`
    )
  ) AS `who`,
  IF(`t10`.`note` IS NULL, `t10`.`month`, NULL) AS `month`,
  SUM(`t10`.`ome`) AS `ome`,
  COUNT(*) AS `rows`,
  BIT_OR(`t10`.`boards_0`) AS `boards_0`
FROM (
  SELECT
    `t9`.`person`,
    `t9`.`age`,
    `t9`.`month`,
    `t9`.`org`,
    `t9`.`code`,
    `t9`.`quantity`,
    `t9`.`strength`,
    `t9`.`days`,
    `t9`.`route`,
    `t9`.`substance`,
    `t9`.`prefix`,
    `t9`.`named`,
    `t9`.`why_not`,
    `t9`.`factor`,
    `t9`.`patch`,
    `t9`.`low_below`,
    `t9`.`place_code`,
    `t9`.`first`,
    `t9`.`last`,
    `t9`.`boards_0`,
    `t9`.`hours`,
    `t9`.`note`,
    CAST(IF(
      `t9`.`note` IS NULL,
      CAST(FLOOR(
        (
          `t9`.`quantity` * (
            `t9`.`strength` * `t9`.`hours`
          ) * `t9`.`factor` * 1000000
        ) + 0.5
      ) AS BIGINT),
      NULL
    ) AS DOUBLE) AS `ome`,
    TRY_CAST(IF(
      LENGTH(`t9`.`person`) BETWEEN 10 AND 15
      AND (
        `t9`.`person` <= ':'
      )
      AND (
        RIGHT(`t9`.`person`, 1) <= '9'
      ),
      IF(
        TRIM(' \t\n\r\013\014' FROM `t9`.`person`) RLIKE '^\\d{3}[ -]?\\d{3}[ -]?\\d{4}(\\.0)?$',
        SUBSTRING(
          REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''),
          IF(
            (
              0 + 1
            ) >= 1,
            0 + 1,
            0 + 1 + LENGTH(REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''))
          ),
          10
        ),
        NULL
      ),
      NULL
    ) AS BIGINT) AS `digits`
  FROM (
    SELECT
      `t8`.`person`,
      `t8`.`age`,
      `t8`.`month`,
      `t8`.`org`,
      `t8`.`code`,
      `t8`.`quantity`,
      `t8`.`strength`,
      `t8`.`days`,
      `t8`.`route`,
      `t8`.`substance`,
      `t8`.`prefix`,
      `t8`.`named`,
      `t8`.`why_not`,
      `t8`.`factor`,
      `t8`.`patch`,
      `t8`.`low_below`,
      `t8`.`place_code`,
      `t8`.`first`,
      `t8`.`last`,
      `t8`.`boards_0`,
      `t8`.`hours`,
      CASE
        WHEN `t8`.`prefix` IS NULL
        THEN CASE
          WHEN (
            `t8`.`code` IS NULL
          ) OR (
            `t8`.`code` = ''
          )
          THEN 'bnf_code'
          WHEN NOT (
            (
              `t8`.`code` >= '01'
            )
            AND (
              `t8`.`code` < '24'
            )
            AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
          )
          OR STARTSWITH(`t8`.`code`, '040702')
          OR `t8`.`substance` IN ('0407010Q0')
          THEN CONCAT(
            'unknown:',
            IF(
              `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
              '(ten or more digits)',
              `t8`.`substance`
            )
          )
          ELSE 'other'
        END
        WHEN `t8`.`why_not` IS NOT NULL
        THEN `t8`.`why_not`
        WHEN (
          `t8`.`person` IS NULL
        ) OR (
          `t8`.`person` = ''
        )
        THEN 'patient_id'
        WHEN `t8`.`age` IS NULL
        OR ISNAN(`t8`.`age`)
        OR (
          `t8`.`age` < 0
        )
        OR (
          `t8`.`age` > 130
        )
        OR (
          (
            `t8`.`age` % 1
          ) <> 0
        )
        THEN 'age'
        WHEN `t8`.`month` IS NULL
        THEN 'date'
        WHEN `t8`.`place_code` IS NULL
        THEN 'org_code'
        WHEN `t8`.`quantity` IS NULL
        OR ISNAN(`t8`.`quantity`)
        OR (
          `t8`.`quantity` <= 0
        )
        OR (
          `t8`.`quantity` > 100000
        )
        THEN 'quantity'
        WHEN `t8`.`strength` IS NULL
        OR ISNAN(`t8`.`strength`)
        OR (
          `t8`.`strength` <= 0
        )
        OR (
          `t8`.`strength` > 10000
        )
        THEN 'strength_mg'
        WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
        THEN 'patch'
        WHEN `t8`.`age` < 18
        THEN 'under_18'
        WHEN `t8`.`strength` < `t8`.`low_below`
        THEN 'low_dose'
        ELSE NULL
      END AS `note`
    FROM (
      SELECT
        `t7`.`person`,
        `t7`.`age`,
        `t7`.`month`,
        `t7`.`org`,
        `t7`.`code`,
        `t7`.`quantity`,
        `t7`.`strength`,
        `t7`.`days`,
        `t7`.`route`,
        `t7`.`substance`,
        `t7`.`prefix`,
        `t7`.`named`,
        `t7`.`why_not`,
        `t7`.`factor`,
        `t7`.`patch`,
        `t7`.`low_below`,
        `t7`.`place_code`,
        `t7`.`first`,
        `t7`.`last`,
        `t7`.`boards_0`,
        CASE
          WHEN NOT (
            `t7`.`patch`
          )
          THEN 1.0
          WHEN (
            `t7`.`substance` = '0407020A0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
          THEN 72.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
          THEN 168.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
          THEN 96.0
          WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
          THEN 1.0
          ELSE NULL
        END AS `hours`
      FROM (
        SELECT
          `t6`.`person`,
          `t6`.`age`,
          `t6`.`month`,
          `t6`.`org`,
          `t6`.`code`,
          `t6`.`quantity`,
          `t6`.`strength`,
          `t6`.`days`,
          `t6`.`route`,
          `t6`.`substance`,
          `t3`.`prefix`,
          `t3`.`named`,
          `t3`.`why_not`,
          `t3`.`factor`,
          `t3`.`patch`,
          `t3`.`low_below`,
          `t4`.`place_code`,
          `t4`.`first`,
          `t4`.`last`,
          `t4`.`boards_0`
        FROM (
          SELECT
            `t0`.`person`,
            `t0`.`age`,
            `t0`.`month`,
            `t0`.`org`,
            `t0`.`code`,
            `t0`.`quantity`,
            `t0`.`strength`,
            `t0`.`days`,
            `t0`.`route`,
            SUBSTRING(`t0`.`code`, IF((
              0 + 1
            ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
          FROM `items` AS `t0`
        ) AS `t6`
        LEFT OUTER JOIN `products` AS `t3`
          ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
        LEFT OUTER JOIN `places` AS `t4`
          ON `t6`.`org` = `t4`.`place_code`
          AND `t6`.`month` >= `t4`.`first`
          AND `t6`.`month` <= `t4`.`last`
      ) AS `t7`
    ) AS `t8`
  ) AS `t9`
) AS `t10`
GROUP BY
  1,
  2

-- name: sets per days
SELECT
  `t2`.`month`,
  `t2`.`boards_0`,
  COUNT(*) AS `people`,
  SUM(`t2`.`long_term`) AS `long_term`,
  SUM(`t2`.`high`) AS `high`
FROM (
  SELECT
    `t1`.`month`,
    `t1`.`boards_0`,
    CAST(COALESCE(
      (
        `t1`.`month` - LAG(`t1`.`month`, 3) OVER (PARTITION BY `t1`.`who` ORDER BY `t1`.`month` ASC NULLS LAST)
      ) = 3,
      FALSE
    ) AS BIGINT) AS `long_term`,
    CAST(COALESCE(
      `t1`.`ome` > (
        CAST(CASE
          WHEN (
            `t1`.`month` % 12
          ) = 1
          THEN IF(
            (
              (
                (
                  CAST(FLOOR((
                    `t1`.`month`
                  ) / (
                    12
                  )) AS BIGINT) % 4
                ) = 0
              )
              AND (
                (
                  CAST(FLOOR((
                    `t1`.`month`
                  ) / (
                    12
                  )) AS BIGINT) % 100
                ) <> 0
              )
            )
            OR (
              (
                CAST(FLOOR((
                  `t1`.`month`
                ) / (
                  12
                )) AS BIGINT) % 400
              ) = 0
            ),
            29,
            28
          )
          WHEN `t1`.`month` % 12 IN (3, 5, 8, 10)
          THEN 30
          ELSE 31
        END AS DOUBLE) * 120000000
      ),
      FALSE
    ) AS BIGINT) AS `high`
  FROM (
    SELECT
      *
    FROM `supply` AS `t0`
    WHERE
      `t0`.`month` IS NOT NULL
  ) AS `t1`
) AS `t2`
GROUP BY
  1,
  2

-- name: faulty per days
SELECT
  `t9`.`row`,
  `t9`.`note`,
  `t9`.`cell_age`,
  `t9`.`cell_dispensed`,
  `t9`.`cell_org_code`,
  `t9`.`cell_bnf_code`,
  `t9`.`cell_quantity`,
  `t9`.`cell_strength_mg`,
  `t9`.`cell_days_supplied`,
  `t9`.`cell_route`
FROM (
  SELECT
    `t8`.`person`,
    `t8`.`age`,
    `t8`.`month`,
    `t8`.`org`,
    `t8`.`code`,
    `t8`.`quantity`,
    `t8`.`strength`,
    `t8`.`days`,
    `t8`.`route`,
    `t8`.`row`,
    `t8`.`cell_age`,
    `t8`.`cell_dispensed`,
    `t8`.`cell_org_code`,
    `t8`.`cell_bnf_code`,
    `t8`.`cell_quantity`,
    `t8`.`cell_strength_mg`,
    `t8`.`cell_days_supplied`,
    `t8`.`cell_route`,
    `t8`.`substance`,
    `t8`.`prefix`,
    `t8`.`named`,
    `t8`.`why_not`,
    `t8`.`factor`,
    `t8`.`patch`,
    `t8`.`low_below`,
    `t8`.`place_code`,
    `t8`.`first`,
    `t8`.`last`,
    `t8`.`boards_0`,
    `t8`.`hours`,
    CASE
      WHEN `t8`.`prefix` IS NULL
      THEN CASE
        WHEN (
          `t8`.`code` IS NULL
        ) OR (
          `t8`.`code` = ''
        )
        THEN 'bnf_code'
        WHEN NOT (
          (
            `t8`.`code` >= '01'
          )
          AND (
            `t8`.`code` < '24'
          )
          AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
        )
        OR STARTSWITH(`t8`.`code`, '040702')
        OR `t8`.`substance` IN ('0407010Q0')
        THEN CONCAT(
          'unknown:',
          IF(
            `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
            '(ten or more digits)',
            `t8`.`substance`
          )
        )
        ELSE 'other'
      END
      WHEN `t8`.`why_not` IS NOT NULL
      THEN `t8`.`why_not`
      WHEN (
        `t8`.`person` IS NULL
      ) OR (
        `t8`.`person` = ''
      )
      THEN 'patient_id'
      WHEN `t8`.`age` IS NULL
      OR ISNAN(`t8`.`age`)
      OR (
        `t8`.`age` < 0
      )
      OR (
        `t8`.`age` > 130
      )
      OR (
        (
          `t8`.`age` % 1
        ) <> 0
      )
      THEN 'age'
      WHEN `t8`.`month` IS NULL
      THEN 'date'
      WHEN `t8`.`place_code` IS NULL
      THEN 'org_code'
      WHEN `t8`.`quantity` IS NULL
      OR ISNAN(`t8`.`quantity`)
      OR (
        `t8`.`quantity` <= 0
      )
      OR (
        `t8`.`quantity` > 100000
      )
      THEN 'quantity'
      WHEN `t8`.`strength` IS NULL
      OR ISNAN(`t8`.`strength`)
      OR (
        `t8`.`strength` <= 0
      )
      OR (
        `t8`.`strength` > 10000
      )
      THEN 'strength_mg'
      WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
      THEN 'patch'
      WHEN `t8`.`age` < 18
      THEN 'under_18'
      WHEN `t8`.`strength` < `t8`.`low_below`
      THEN 'low_dose'
      ELSE NULL
    END AS `note`
  FROM (
    SELECT
      `t7`.`person`,
      `t7`.`age`,
      `t7`.`month`,
      `t7`.`org`,
      `t7`.`code`,
      `t7`.`quantity`,
      `t7`.`strength`,
      `t7`.`days`,
      `t7`.`route`,
      `t7`.`row`,
      `t7`.`cell_age`,
      `t7`.`cell_dispensed`,
      `t7`.`cell_org_code`,
      `t7`.`cell_bnf_code`,
      `t7`.`cell_quantity`,
      `t7`.`cell_strength_mg`,
      `t7`.`cell_days_supplied`,
      `t7`.`cell_route`,
      `t7`.`substance`,
      `t7`.`prefix`,
      `t7`.`named`,
      `t7`.`why_not`,
      `t7`.`factor`,
      `t7`.`patch`,
      `t7`.`low_below`,
      `t7`.`place_code`,
      `t7`.`first`,
      `t7`.`last`,
      `t7`.`boards_0`,
      CASE
        WHEN NOT (
          `t7`.`patch`
        )
        THEN 1.0
        WHEN (
          `t7`.`substance` = '0407020A0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
        THEN 72.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
        THEN 168.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
        THEN 96.0
        WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
        THEN 1.0
        ELSE NULL
      END AS `hours`
    FROM (
      SELECT
        `t6`.`person`,
        `t6`.`age`,
        `t6`.`month`,
        `t6`.`org`,
        `t6`.`code`,
        `t6`.`quantity`,
        `t6`.`strength`,
        `t6`.`days`,
        `t6`.`route`,
        `t6`.`row`,
        `t6`.`cell_age`,
        `t6`.`cell_dispensed`,
        `t6`.`cell_org_code`,
        `t6`.`cell_bnf_code`,
        `t6`.`cell_quantity`,
        `t6`.`cell_strength_mg`,
        `t6`.`cell_days_supplied`,
        `t6`.`cell_route`,
        `t6`.`substance`,
        `t3`.`prefix`,
        `t3`.`named`,
        `t3`.`why_not`,
        `t3`.`factor`,
        `t3`.`patch`,
        `t3`.`low_below`,
        `t4`.`place_code`,
        `t4`.`first`,
        `t4`.`last`,
        `t4`.`boards_0`
      FROM (
        SELECT
          `t0`.`person`,
          `t0`.`age`,
          `t0`.`month`,
          `t0`.`org`,
          `t0`.`code`,
          `t0`.`quantity`,
          `t0`.`strength`,
          `t0`.`days`,
          `t0`.`route`,
          `t0`.`row`,
          `t0`.`cell_age`,
          `t0`.`cell_dispensed`,
          `t0`.`cell_org_code`,
          `t0`.`cell_bnf_code`,
          `t0`.`cell_quantity`,
          `t0`.`cell_strength_mg`,
          `t0`.`cell_days_supplied`,
          `t0`.`cell_route`,
          SUBSTRING(`t0`.`code`, IF((
            0 + 1
          ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
        FROM `items` AS `t0`
      ) AS `t6`
      LEFT OUTER JOIN `products` AS `t3`
        ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
      LEFT OUTER JOIN `places` AS `t4`
        ON `t6`.`org` = `t4`.`place_code`
        AND `t6`.`month` >= `t4`.`first`
        AND `t6`.`month` <= `t4`.`last`
    ) AS `t7`
  ) AS `t8`
) AS `t9`
WHERE
  `t9`.`note` IN (
    'bnf_code',
    'route',
    'factor',
    'patient_id',
    'age',
    'date',
    'org_code',
    'quantity',
    'strength_mg',
    'patch',
    'days_supplied'
  )
ORDER BY
  `t9`.`row` ASC NULLS LAST

-- name: supply per supplied-days
SELECT
  IF(
    `t10`.`note` IS NULL,
    `t10`.`person`,
    IF(
      (
        `t10`.`digits` IS NOT NULL
      )
      AND (
        (
          (
            (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000000
                )) AS BIGINT) % 10
              ) * 10
            ) + 0 + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000000
                )) AS BIGINT) % 10
              ) * 9
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000000
                )) AS BIGINT) % 10
              ) * 8
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000
                )) AS BIGINT) % 10
              ) * 7
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000
                )) AS BIGINT) % 10
              ) * 6
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000
                )) AS BIGINT) % 10
              ) * 5
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000
                )) AS BIGINT) % 10
              ) * 4
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100
                )) AS BIGINT) % 10
              ) * 3
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10
                )) AS BIGINT) % 10
              ) * 2
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1
                )) AS BIGINT) % 10
              ) * 1
            )
          ) % 11
        ) = 0
      ),
      'nhs_number',
      `t10`.`note`
    )
  ) AS `who`,
  IF(`t10`.`note` IS NULL, `t10`.`month`, NULL) AS `month`,
  SUM(`t10`.`ome`) AS `ome`,
  COUNT(*) AS `rows`,
  BIT_OR(`t10`.`boards_0`) AS `boards_0`,
  CAST(SUM(`t10`.`days`) AS BIGINT) AS `supplied_days`
FROM (
  SELECT
    `t9`.`person`,
    `t9`.`age`,
    `t9`.`month`,
    `t9`.`org`,
    `t9`.`code`,
    `t9`.`quantity`,
    `t9`.`strength`,
    `t9`.`days`,
    `t9`.`route`,
    `t9`.`substance`,
    `t9`.`prefix`,
    `t9`.`named`,
    `t9`.`why_not`,
    `t9`.`factor`,
    `t9`.`patch`,
    `t9`.`low_below`,
    `t9`.`place_code`,
    `t9`.`first`,
    `t9`.`last`,
    `t9`.`boards_0`,
    `t9`.`hours`,
    `t9`.`note`,
    CAST(IF(
      `t9`.`note` IS NULL,
      CAST(FLOOR(
        (
          `t9`.`quantity` * (
            `t9`.`strength` * `t9`.`hours`
          ) * `t9`.`factor` * 1000000
        ) + 0.5
      ) AS BIGINT),
      NULL
    ) AS DOUBLE) AS `ome`,
    TRY_CAST(IF(
      LENGTH(`t9`.`person`) BETWEEN 10 AND 15
      AND (
        `t9`.`person` <= ':'
      )
      AND (
        RIGHT(`t9`.`person`, 1) <= '9'
      ),
      IF(
        TRIM(' \t\n\r\013\014' FROM `t9`.`person`) RLIKE '^\\d{3}[ -]?\\d{3}[ -]?\\d{4}(\\.0)?$',
        SUBSTRING(
          REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''),
          IF(
            (
              0 + 1
            ) >= 1,
            0 + 1,
            0 + 1 + LENGTH(REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''))
          ),
          10
        ),
        NULL
      ),
      NULL
    ) AS BIGINT) AS `digits`
  FROM (
    SELECT
      `t8`.`person`,
      `t8`.`age`,
      `t8`.`month`,
      `t8`.`org`,
      `t8`.`code`,
      `t8`.`quantity`,
      `t8`.`strength`,
      `t8`.`days`,
      `t8`.`route`,
      `t8`.`substance`,
      `t8`.`prefix`,
      `t8`.`named`,
      `t8`.`why_not`,
      `t8`.`factor`,
      `t8`.`patch`,
      `t8`.`low_below`,
      `t8`.`place_code`,
      `t8`.`first`,
      `t8`.`last`,
      `t8`.`boards_0`,
      `t8`.`hours`,
      CASE
        WHEN `t8`.`prefix` IS NULL
        THEN CASE
          WHEN (
            `t8`.`code` IS NULL
          ) OR (
            `t8`.`code` = ''
          )
          THEN 'bnf_code'
          WHEN NOT (
            (
              `t8`.`code` >= '01'
            )
            AND (
              `t8`.`code` < '24'
            )
            AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
          )
          OR STARTSWITH(`t8`.`code`, '040702')
          OR `t8`.`substance` IN ('0407010Q0')
          THEN CONCAT(
            'unknown:',
            IF(
              `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
              '(ten or more digits)',
              `t8`.`substance`
            )
          )
          ELSE 'other'
        END
        WHEN `t8`.`why_not` IS NOT NULL
        THEN `t8`.`why_not`
        WHEN (
          `t8`.`person` IS NULL
        ) OR (
          `t8`.`person` = ''
        )
        THEN 'patient_id'
        WHEN `t8`.`age` IS NULL
        OR ISNAN(`t8`.`age`)
        OR (
          `t8`.`age` < 0
        )
        OR (
          `t8`.`age` > 130
        )
        OR (
          (
            `t8`.`age` % 1
          ) <> 0
        )
        THEN 'age'
        WHEN `t8`.`month` IS NULL
        THEN 'date'
        WHEN `t8`.`place_code` IS NULL
        THEN 'org_code'
        WHEN `t8`.`quantity` IS NULL
        OR ISNAN(`t8`.`quantity`)
        OR (
          `t8`.`quantity` <= 0
        )
        OR (
          `t8`.`quantity` > 100000
        )
        THEN 'quantity'
        WHEN `t8`.`strength` IS NULL
        OR ISNAN(`t8`.`strength`)
        OR (
          `t8`.`strength` <= 0
        )
        OR (
          `t8`.`strength` > 10000
        )
        THEN 'strength_mg'
        WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
        THEN 'patch'
        WHEN `t8`.`days` IS NULL
        OR ISNAN(`t8`.`days`)
        OR (
          `t8`.`days` < 1
        )
        OR (
          `t8`.`days` > 366
        )
        OR (
          (
            `t8`.`days` % 1
          ) <> 0
        )
        THEN 'days_supplied'
        WHEN `t8`.`age` < 18
        THEN 'under_18'
        WHEN `t8`.`strength` < `t8`.`low_below`
        THEN 'low_dose'
        ELSE NULL
      END AS `note`
    FROM (
      SELECT
        `t7`.`person`,
        `t7`.`age`,
        `t7`.`month`,
        `t7`.`org`,
        `t7`.`code`,
        `t7`.`quantity`,
        `t7`.`strength`,
        `t7`.`days`,
        `t7`.`route`,
        `t7`.`substance`,
        `t7`.`prefix`,
        `t7`.`named`,
        `t7`.`why_not`,
        `t7`.`factor`,
        `t7`.`patch`,
        `t7`.`low_below`,
        `t7`.`place_code`,
        `t7`.`first`,
        `t7`.`last`,
        `t7`.`boards_0`,
        CASE
          WHEN NOT (
            `t7`.`patch`
          )
          THEN 1.0
          WHEN (
            `t7`.`substance` = '0407020A0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
          THEN 72.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
          THEN 168.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
          THEN 96.0
          WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
          THEN 1.0
          ELSE NULL
        END AS `hours`
      FROM (
        SELECT
          `t6`.`person`,
          `t6`.`age`,
          `t6`.`month`,
          `t6`.`org`,
          `t6`.`code`,
          `t6`.`quantity`,
          `t6`.`strength`,
          `t6`.`days`,
          `t6`.`route`,
          `t6`.`substance`,
          `t3`.`prefix`,
          `t3`.`named`,
          `t3`.`why_not`,
          `t3`.`factor`,
          `t3`.`patch`,
          `t3`.`low_below`,
          `t4`.`place_code`,
          `t4`.`first`,
          `t4`.`last`,
          `t4`.`boards_0`
        FROM (
          SELECT
            `t0`.`person`,
            `t0`.`age`,
            `t0`.`month`,
            `t0`.`org`,
            `t0`.`code`,
            `t0`.`quantity`,
            `t0`.`strength`,
            `t0`.`days`,
            `t0`.`route`,
            SUBSTRING(`t0`.`code`, IF((
              0 + 1
            ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
          FROM `items` AS `t0`
        ) AS `t6`
        LEFT OUTER JOIN `products` AS `t3`
          ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
        LEFT OUTER JOIN `places` AS `t4`
          ON `t6`.`org` = `t4`.`place_code`
          AND `t6`.`month` >= `t4`.`first`
          AND `t6`.`month` <= `t4`.`last`
      ) AS `t7`
    ) AS `t8`
  ) AS `t9`
) AS `t10`
GROUP BY
  1,
  2

-- name: sets per supplied-days
SELECT
  `t2`.`month`,
  `t2`.`boards_0`,
  COUNT(*) AS `people`,
  SUM(`t2`.`long_term`) AS `long_term`,
  SUM(`t2`.`high`) AS `high`
FROM (
  SELECT
    `t1`.`month`,
    `t1`.`boards_0`,
    CAST(COALESCE(
      (
        `t1`.`month` - LAG(`t1`.`month`, 3) OVER (PARTITION BY `t1`.`who` ORDER BY `t1`.`month` ASC NULLS LAST)
      ) = 3,
      FALSE
    ) AS BIGINT) AS `long_term`,
    CAST(COALESCE(`t1`.`ome` > (
      CAST(`t1`.`supplied_days` AS DOUBLE) * 120000000
    ), FALSE) AS BIGINT) AS `high`
  FROM (
    SELECT
      *
    FROM `supply` AS `t0`
    WHERE
      `t0`.`month` IS NOT NULL
  ) AS `t1`
) AS `t2`
GROUP BY
  1,
  2

-- name: faulty per supplied-days
SELECT
  `t9`.`row`,
  `t9`.`note`,
  `t9`.`cell_age`,
  `t9`.`cell_dispensed`,
  `t9`.`cell_org_code`,
  `t9`.`cell_bnf_code`,
  `t9`.`cell_quantity`,
  `t9`.`cell_strength_mg`,
  `t9`.`cell_days_supplied`,
  `t9`.`cell_route`
FROM (
  SELECT
    `t8`.`person`,
    `t8`.`age`,
    `t8`.`month`,
    `t8`.`org`,
    `t8`.`code`,
    `t8`.`quantity`,
    `t8`.`strength`,
    `t8`.`days`,
    `t8`.`route`,
    `t8`.`row`,
    `t8`.`cell_age`,
    `t8`.`cell_dispensed`,
    `t8`.`cell_org_code`,
    `t8`.`cell_bnf_code`,
    `t8`.`cell_quantity`,
    `t8`.`cell_strength_mg`,
    `t8`.`cell_days_supplied`,
    `t8`.`cell_route`,
    `t8`.`substance`,
    `t8`.`prefix`,
    `t8`.`named`,
    `t8`.`why_not`,
    `t8`.`factor`,
    `t8`.`patch`,
    `t8`.`low_below`,
    `t8`.`place_code`,
    `t8`.`first`,
    `t8`.`last`,
    `t8`.`boards_0`,
    `t8`.`hours`,
    CASE
      WHEN `t8`.`prefix` IS NULL
      THEN CASE
        WHEN (
          `t8`.`code` IS NULL
        ) OR (
          `t8`.`code` = ''
        )
        THEN 'bnf_code'
        WHEN NOT (
          (
            `t8`.`code` >= '01'
          )
          AND (
            `t8`.`code` < '24'
          )
          AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
        )
        OR STARTSWITH(`t8`.`code`, '040702')
        OR `t8`.`substance` IN ('0407010Q0')
        THEN CONCAT(
          'unknown:',
          IF(
            `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
            '(ten or more digits)',
            `t8`.`substance`
          )
        )
        ELSE 'other'
      END
      WHEN `t8`.`why_not` IS NOT NULL
      THEN `t8`.`why_not`
      WHEN (
        `t8`.`person` IS NULL
      ) OR (
        `t8`.`person` = ''
      )
      THEN 'patient_id'
      WHEN `t8`.`age` IS NULL
      OR ISNAN(`t8`.`age`)
      OR (
        `t8`.`age` < 0
      )
      OR (
        `t8`.`age` > 130
      )
      OR (
        (
          `t8`.`age` % 1
        ) <> 0
      )
      THEN 'age'
      WHEN `t8`.`month` IS NULL
      THEN 'date'
      WHEN `t8`.`place_code` IS NULL
      THEN 'org_code'
      WHEN `t8`.`quantity` IS NULL
      OR ISNAN(`t8`.`quantity`)
      OR (
        `t8`.`quantity` <= 0
      )
      OR (
        `t8`.`quantity` > 100000
      )
      THEN 'quantity'
      WHEN `t8`.`strength` IS NULL
      OR ISNAN(`t8`.`strength`)
      OR (
        `t8`.`strength` <= 0
      )
      OR (
        `t8`.`strength` > 10000
      )
      THEN 'strength_mg'
      WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
      THEN 'patch'
      WHEN `t8`.`days` IS NULL
      OR ISNAN(`t8`.`days`)
      OR (
        `t8`.`days` < 1
      )
      OR (
        `t8`.`days` > 366
      )
      OR (
        (
          `t8`.`days` % 1
        ) <> 0
      )
      THEN 'days_supplied'
      WHEN `t8`.`age` < 18
      THEN 'under_18'
      WHEN `t8`.`strength` < `t8`.`low_below`
      THEN 'low_dose'
      ELSE NULL
    END AS `note`
  FROM (
    SELECT
      `t7`.`person`,
      `t7`.`age`,
      `t7`.`month`,
      `t7`.`org`,
      `t7`.`code`,
      `t7`.`quantity`,
      `t7`.`strength`,
      `t7`.`days`,
      `t7`.`route`,
      `t7`.`row`,
      `t7`.`cell_age`,
      `t7`.`cell_dispensed`,
      `t7`.`cell_org_code`,
      `t7`.`cell_bnf_code`,
      `t7`.`cell_quantity`,
      `t7`.`cell_strength_mg`,
      `t7`.`cell_days_supplied`,
      `t7`.`cell_route`,
      `t7`.`substance`,
      `t7`.`prefix`,
      `t7`.`named`,
      `t7`.`why_not`,
      `t7`.`factor`,
      `t7`.`patch`,
      `t7`.`low_below`,
      `t7`.`place_code`,
      `t7`.`first`,
      `t7`.`last`,
      `t7`.`boards_0`,
      CASE
        WHEN NOT (
          `t7`.`patch`
        )
        THEN 1.0
        WHEN (
          `t7`.`substance` = '0407020A0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
        THEN 72.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
        THEN 168.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
        THEN 96.0
        WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
        THEN 1.0
        ELSE NULL
      END AS `hours`
    FROM (
      SELECT
        `t6`.`person`,
        `t6`.`age`,
        `t6`.`month`,
        `t6`.`org`,
        `t6`.`code`,
        `t6`.`quantity`,
        `t6`.`strength`,
        `t6`.`days`,
        `t6`.`route`,
        `t6`.`row`,
        `t6`.`cell_age`,
        `t6`.`cell_dispensed`,
        `t6`.`cell_org_code`,
        `t6`.`cell_bnf_code`,
        `t6`.`cell_quantity`,
        `t6`.`cell_strength_mg`,
        `t6`.`cell_days_supplied`,
        `t6`.`cell_route`,
        `t6`.`substance`,
        `t3`.`prefix`,
        `t3`.`named`,
        `t3`.`why_not`,
        `t3`.`factor`,
        `t3`.`patch`,
        `t3`.`low_below`,
        `t4`.`place_code`,
        `t4`.`first`,
        `t4`.`last`,
        `t4`.`boards_0`
      FROM (
        SELECT
          `t0`.`person`,
          `t0`.`age`,
          `t0`.`month`,
          `t0`.`org`,
          `t0`.`code`,
          `t0`.`quantity`,
          `t0`.`strength`,
          `t0`.`days`,
          `t0`.`route`,
          `t0`.`row`,
          `t0`.`cell_age`,
          `t0`.`cell_dispensed`,
          `t0`.`cell_org_code`,
          `t0`.`cell_bnf_code`,
          `t0`.`cell_quantity`,
          `t0`.`cell_strength_mg`,
          `t0`.`cell_days_supplied`,
          `t0`.`cell_route`,
          SUBSTRING(`t0`.`code`, IF((
            0 + 1
          ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
        FROM `items` AS `t0`
      ) AS `t6`
      LEFT OUTER JOIN `products` AS `t3`
        ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
      LEFT OUTER JOIN `places` AS `t4`
        ON `t6`.`org` = `t4`.`place_code`
        AND `t6`.`month` >= `t4`.`first`
        AND `t6`.`month` <= `t4`.`last`
    ) AS `t7`
  ) AS `t8`
) AS `t9`
WHERE
  `t9`.`note` IN (
    'bnf_code',
    'route',
    'factor',
    'patient_id',
    'age',
    'date',
    'org_code',
    'quantity',
    'strength_mg',
    'patch',
    'days_supplied'
  )
ORDER BY
  `t9`.`row` ASC NULLS LAST

-- name: tally
SELECT
  IF(
    `t1`.`month` IS NULL,
    `t1`.`who`,
    IF(
      (
        `t1`.`digits` IS NOT NULL
      )
      AND (
        (
          (
            (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1000000000
                )) AS BIGINT) % 10
              ) * 10
            ) + 0 + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  100000000
                )) AS BIGINT) % 10
              ) * 9
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  10000000
                )) AS BIGINT) % 10
              ) * 8
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1000000
                )) AS BIGINT) % 10
              ) * 7
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  100000
                )) AS BIGINT) % 10
              ) * 6
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  10000
                )) AS BIGINT) % 10
              ) * 5
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1000
                )) AS BIGINT) % 10
              ) * 4
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  100
                )) AS BIGINT) % 10
              ) * 3
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  10
                )) AS BIGINT) % 10
              ) * 2
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1
                )) AS BIGINT) % 10
              ) * 1
            )
          ) % 11
        ) = 0
      ),
      'nhs_number',
      NULL
    )
  ) AS `note`,
  SUM(`t1`.`rows`) AS `rows`
FROM (
  SELECT
    `t0`.`who`,
    `t0`.`month`,
    `t0`.`rows`,
    TRY_CAST(IF(
      LENGTH(`t0`.`who`) BETWEEN 10 AND 15
      AND (
        `t0`.`who` <= ':'
      )
      AND (
        RIGHT(`t0`.`who`, 1) <= '9'
      ),
      IF(
        TRIM(' \t\n\r\013\014' FROM `t0`.`who`) RLIKE '^\\d{3}[ -]?\\d{3}[ -]?\\d{4}(\\.0)?$',
        SUBSTRING(
          REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t0`.`who`), ' ', ''), '-', ''),
          IF(
            (
              0 + 1
            ) >= 1,
            0 + 1,
            0 + 1 + LENGTH(REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t0`.`who`), ' ', ''), '-', ''))
          ),
          10
        ),
        NULL
      ),
      NULL
    ) AS BIGINT) AS `digits`
  FROM `supply` AS `t0`
) AS `t1`
GROUP BY
  1

-- name: counted
WITH `t5` AS (
  SELECT
    `t2`.`month`,
    `t2`.`boards_0`,
    `t2`.`people`,
    `t2`.`long_term`,
    `t2`.`high`,
    `t3`.`icb`,
    `t3`.`region`
  FROM `sets` AS `t2`
  INNER JOIN `boards` AS `t3`
    ON (
      `t2`.`boards_0` & `t3`.`boards_0`
    ) <> 0
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t0`.`month`,
      'ENG' AS `org_code`,
      SUM(`t0`.`people`) AS `people`,
      SUM(`t0`.`long_term`) AS `long_term`,
      SUM(`t0`.`high`) AS `high`
    FROM `sets` AS `t0`
    GROUP BY
      1,
      2
  ) AS `t4`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t6`.`month`,
        `t6`.`icb` AS `org_code`,
        SUM(`t6`.`people`) AS `people`,
        SUM(`t6`.`long_term`) AS `long_term`,
        SUM(`t6`.`high`) AS `high`
      FROM `t5` AS `t6`
      GROUP BY
        1,
        2
    ) AS `t8`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t9`.`month`,
        `t9`.`region` AS `org_code`,
        SUM(`t9`.`people`) AS `people`,
        SUM(`t9`.`long_term`) AS `long_term`,
        SUM(`t9`.`high`) AS `high`
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            `t6`.`month`,
            `t6`.`boards_0`,
            `t6`.`people`,
            `t6`.`long_term`,
            `t6`.`high`,
            `t6`.`region`
          FROM `t5` AS `t6`
        ) AS `t7`
      ) AS `t9`
      GROUP BY
        1,
        2
    ) AS `t10`
  ) AS `t11`
) AS `t12`
WHERE
  `t12`.`org_code` <> ''
