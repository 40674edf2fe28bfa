"""What may be wrong in what was counted: four rules over plain values. No framework."""
