package text

// block is how many bytes are compared at once; the runtime compares blocks
// far faster than a loop compares bytes.
const block = 4096

// Changed is the one span in which two texts differ: old[start:oldEnd] became
// now[start:newEnd].
func Changed(old, now string) (start, oldEnd, newEnd int) {
	start = commonPrefix(old, now)
	tail := commonSuffix(old[start:], now[start:])
	return start, len(old) - tail, len(now) - tail
}

func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i+block <= n && a[i:i+block] == b[i:i+block] {
		i += block
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

func commonSuffix(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i+block <= n && a[len(a)-i-block:len(a)-i] == b[len(b)-i-block:len(b)-i] {
		i += block
	}
	for i < n && a[len(a)-i-1] == b[len(b)-i-1] {
		i++
	}
	return i
}
