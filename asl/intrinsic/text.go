package intrinsic

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/value"
)

// maxText is how many characters the Base64 functions and States.Hash take.
const maxText = 10_000

// text gives argument i, which must be a string.
func (in *invocation) text(i int) (string, error) {
	s, ok := in.args[i].AsString()
	if !ok {
		return "", in.fail("the argument %s must be a string, but it is %s", in.call.args[i].src, named(in.args[i]))
	}
	return s, nil
}

// shortText gives argument i, a string of at most maxText characters.
func (in *invocation) shortText(i int) (string, error) {
	s, err := in.text(i)
	if err == nil && len(s) > maxText && utf8.RuneCountInString(s) > maxText {
		err = in.fail("the text is longer than 10,000 characters")
	}
	return s, err
}

func base64Decode(in *invocation) (value.Value, error) {
	s, err := in.shortText(0)
	if err != nil {
		return value.Absent, err
	}
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		if b, err = base64.RawStdEncoding.DecodeString(s); err != nil {
			return value.Absent, in.fail("the text is not Base64")
		}
	}
	return value.String(strings.ToValidUTF8(string(b), "\uFFFD")), nil
}

func base64Encode(in *invocation) (value.Value, error) {
	s, err := in.shortText(0)
	return value.String(base64.StdEncoding.EncodeToString([]byte(s))), err
}

// format fills the template's {} in order; there must be as many values.
func format(in *invocation) (value.Value, error) {
	template, err := in.text(0)
	if err != nil {
		return value.Absent, err
	}
	if raw := in.call.args[0].template; raw != "" {
		template = raw // with its escapes, which tell braces from places
	}
	var b strings.Builder
	used, values := 0, in.args[1:]
	for i := 0; i < len(template); i++ {
		c := template[i]
		if c == '\\' && i+1 < len(template) && isReserved(template[i+1]) {
			i++
			b.WriteByte(template[i])
			continue
		}
		if c != '{' || i+1 >= len(template) || template[i+1] != '}' {
			b.WriteByte(c)
			continue
		}
		i++
		if used < len(values) {
			b.WriteString(plain(values[used]))
		}
		if used++; b.Len() > maxResult {
			return value.Absent, in.fail("the text is longer than %d bytes", maxResult)
		}
	}
	if used != len(values) {
		return value.Absent, in.fail("the template has %d places {} for %d values", used, len(values))
	}
	return value.String(b.String()), nil
}

// plain is a value as it stands in a text: strings as they are, other values
// as JSON.
func plain(v value.Value) string {
	if s, ok := v.AsString(); ok {
		return s
	}
	return v.JSON()
}

func hash(in *invocation) (value.Value, error) {
	s, err := in.shortText(0)
	if err != nil {
		return value.Absent, err
	}
	name, err := in.text(1)
	if err != nil {
		return value.Absent, err
	}
	sum, ok := Hash(s, name)
	if !ok {
		return value.Absent, in.fail("the algorithm is one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512, not %q", name)
	}
	return value.String(sum), nil
}

// Hash is the digest of a text's UTF-8 bytes in hexadecimal, by the name of
// its algorithm: MD5, SHA-1, SHA-256, SHA-384 or SHA-512.
func Hash(text, algorithm string) (string, bool) {
	b := []byte(text)
	switch algorithm {
	case "MD5":
		sum := md5.Sum(b)
		return hex.EncodeToString(sum[:]), true
	case "SHA-1":
		sum := sha1.Sum(b)
		return hex.EncodeToString(sum[:]), true
	case "SHA-256":
		sum := sha256.Sum256(b)
		return hex.EncodeToString(sum[:]), true
	case "SHA-384":
		sum := sha512.Sum384(b)
		return hex.EncodeToString(sum[:]), true
	case "SHA-512":
		sum := sha512.Sum512(b)
		return hex.EncodeToString(sum[:]), true
	}
	return "", false
}

func stringSplit(in *invocation) (value.Value, error) {
	s, err := in.text(0)
	if err != nil {
		return value.Absent, err
	}
	separators, err := in.text(1)
	if err != nil {
		return value.Absent, err
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) })
	items := make([]value.Value, len(parts))
	for i, p := range parts {
		items[i] = value.String(p)
	}
	return value.Array(items...), nil
}
