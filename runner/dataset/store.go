package dataset

import (
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// Store is where objects lie.
type Store interface {
	Open(bucket, key string) (*Body, error)
	List(bucket, prefix string) ([]Object, error) // by key
	Put(bucket, key string, content []byte) error
}

// Object is one entry of a list.
type Object struct {
	Key      string
	Size     int64
	ETag     string
	Modified time.Time
}

// ErrNoStore is the answer when nothing stands in for S3.
var ErrNoStore = errors.New("nothing stands in for S3; name a folder BUCKET/KEY with --s3")

// Dir is a folder that stands in for S3: DIR/bucket/key.
type Dir string

// path is where an object lies; keys cannot lead out of the folder.
func (d Dir) path(bucket, key string) (string, error) {
	p := filepath.FromSlash(bucket + "/" + key)
	if bucket == "" || !filepath.IsLocal(p) {
		return "", fmt.Errorf("there can be no object %q in a bucket %q here", key, bucket)
	}
	return filepath.Join(string(d), p), nil
}

// Open opens an object.
func (d Dir) Open(bucket, key string) (*Body, error) {
	p, err := d.path(bucket, key)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(p)
	if errors.Is(err, fs.ErrNotExist) {
		//lint:ignore ST1005 the service's words
		return nil, fmt.Errorf("The specified key does not exist: s3://%s/%s", bucket, key)
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("s3://%s/%s is not a file", bucket, key)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return NewBody(file, info.Size(), file), nil
}

// List lists a bucket's objects whose keys start with prefix.
func (d Dir) List(bucket, prefix string) ([]Object, error) {
	root, err := d.path(bucket, "")
	if err != nil {
		return nil, err
	}
	var list []Object
	err = filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, p)
		key := filepath.ToSlash(rel)
		if err != nil || !strings.HasPrefix(key, prefix) {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		body, err := d.Open(bucket, key)
		if err != nil {
			return err
		}
		defer body.Close()
		sum := md5.New()
		if _, err := io.Copy(sum, body); err != nil {
			return err
		}
		list = append(list, Object{key, info.Size(), `"` + hex.EncodeToString(sum.Sum(nil)) + `"`, info.ModTime().UTC()})
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		//lint:ignore ST1005 the service's words
		return nil, fmt.Errorf("The specified bucket does not exist: %s", bucket)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Key < list[j].Key })
	return list, err
}

// Put writes an object.
func (d Dir) Put(bucket, key string, content []byte) error {
	p, err := d.path(bucket, key)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	return os.WriteFile(p, content, 0o644)
}
