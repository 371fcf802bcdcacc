//go:build crash

package journal

func init() { kills = 200 }
