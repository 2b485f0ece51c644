"""A made-up reorganisation of April 2027: two boards merge, one splits, a trust is acquired and one renamed."""

HEAD = "date,kind,org_code,into,name,parent,psc,members,source,note"
MERGED = "NHS Mersey and Lancashire Integrated Care Board"
ROWS = (
    f"2027-04-01,merger,QYG,Z1A2B,{MERGED},Y62,PSC-NWC,,made up,",
    "2027-04-01,merger,QE1,Z1A2B,,,,,made up,",
    "2027-04-01,split,QWO,Z3C4D,NHS Aire Integrated Care Board,Y63,PSC-YH,RAE RCF TAD 36J 02T,made up,",
    "2027-04-01,split,QWO,Z5E6F,NHS Calder Integrated Care Board,Y63,PSC-YH,"
    "RWY RR8 RY6 RGD RXF RXG 03R 15F X2C4Y,made up,",
    "2027-04-01,acquisition,R0A,RM3,,,,,made up,",
    "2027-04-01,renaming,RXF,,Mid Yorkshire Care NHS Trust,,,,made up,",
)


def a_file(*rows: str) -> bytes:
    """A file of changes; without rows the whole reorganisation."""
    return "\n".join([HEAD, *(rows or ROWS), ""]).encode()
