//go:build crash

package nested

func init() { kills = 100 }
