package tape

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
)

// SecretBytes is how much chance task tokens are made from.
const SecretBytes = 32

// tokens makes the task tokens of an execution, one after the other: nobody
// can guess them without the secret, and playing again makes them again.
func tokens(b Beginning) func() string {
	var n uint64
	return func() string {
		n++
		h := hmac.New(sha256.New, b.Secret)
		h.Write([]byte(b.Origin.Execution))
		h.Write(binary.LittleEndian.AppendUint64(nil, n))
		return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
	}
}
