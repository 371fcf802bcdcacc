package intrinsic

import (
	"math"

	"github.com/stateboard/stateboard/asl/value"
)

// whole gives argument i as a whole number. The service rounds others to the
// nearest one, halves upwards: 1.5 is 2 and -1.5 is -1.
func (in *invocation) whole(i int) (int64, error) {
	v := in.args[i]
	if n, ok := v.AsInt(); ok {
		return n, nil
	}
	f, ok := v.AsFloat()
	if !ok {
		return 0, in.fail("the argument %s must be a number, but it is %s", in.call.args[i].src, named(v))
	}
	if math.Abs(f) >= 1<<62 {
		return 0, in.fail("the argument %s is too large a number", in.call.args[i].src)
	}
	return int64(math.Floor(f + 0.5)), nil
}

func mathAdd(in *invocation) (value.Value, error) {
	a, err := in.whole(0)
	if err != nil {
		return value.Absent, err
	}
	b, err := in.whole(1)
	if err != nil {
		return value.Absent, err
	}
	sum := a + b
	if (sum > a) != (b > 0) {
		return value.Absent, in.fail("the sum is too large a number")
	}
	return value.Int(sum), nil
}

// mathRandom draws from [start, end); with a seed always the same number.
func mathRandom(in *invocation) (value.Value, error) {
	start, err := in.whole(0)
	if err != nil {
		return value.Absent, err
	}
	end, err := in.whole(1)
	if err != nil {
		return value.Absent, err
	}
	if start >= end {
		return value.Absent, in.fail("the start, %d, must be below the end, %d", start, end)
	}
	var chance float64
	if len(in.args) == 3 {
		seed, err := in.whole(2)
		if err != nil {
			return value.Absent, err
		}
		chance = Seeded(seed)
	} else {
		chance = in.chance.Float64()
	}
	width := float64(end) - float64(start)
	n := start + int64(math.Floor(chance*width))
	return value.Int(min(max(n, start), end-1)), nil
}

// Seeded is the number in [0, 1) that belongs to a seed: the first double of
// the 48 bit linear congruential generator that Java calls Random.
func Seeded(seed int64) float64 {
	const multiplier, mask = 0x5DEECE66D, 1<<48 - 1
	state := (uint64(seed) ^ multiplier) & mask
	next := func(bits uint) uint64 {
		state = (state*multiplier + 0xB) & mask
		return state >> (48 - bits)
	}
	high := next(26)
	return float64(high<<27+next(27)) / (1 << 53)
}

func uuid(in *invocation) (value.Value, error) { return value.String(in.chance.UUID()), nil }
