//! Pictures as they come: sound, odd, broken and hostile.

use std::{fs, os::unix::fs::symlink, path::PathBuf};

use keyart::{
    artwork::{PictureError, decode, source},
    catalog::{LARGEST_ARTWORK, Root, check_files},
};

fn pictures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures")
}

fn read_and_decode(file: &str) -> Result<image::RgbImage, PictureError> {
    let bytes = source::read(&Root::Folder(pictures()), file)?;
    decode(file, &bytes)
}

fn is_red(image: &image::RgbImage, x: u32, y: u32) -> bool {
    let [red, _, blue] = image.get_pixel(x, y).0;
    red > 150 && blue < 100
}

#[test]
fn what_cannot_be_shown_is_refused_with_a_sentence() {
    let refused = [
        (
            "truncated.jpg",
            "it is damaged (the end is missing); export it again",
        ),
        (
            "headless.jpg",
            "it is damaged (the end is missing); export it again",
        ),
        (
            "huge-header.png",
            "it has 60000x60000 pixels and at most 12000 a side and 40 million are read; export a \
             smaller one",
        ),
        (
            "many-pixels.png",
            "it has 8000x8000 pixels and at most 12000 a side and 40 million are read; export a \
             smaller one",
        ),
        (
            "no-data.png",
            "it is damaged (Format error decoding Png: IDAT or fdAT chunk is missing.); export it \
             again",
        ),
        (
            "drawing.png",
            "it is an SVG drawing or a web page, not pixels; export it as PNG, JPEG, WebP or GIF",
        ),
        (
            "notes.png",
            "its content is no known picture format; export it as PNG, JPEG, WebP or GIF",
        ),
        (
            "empty.jpg",
            "the file is empty; export it as PNG, JPEG, WebP or GIF",
        ),
        (
            "nowhere.jpg",
            "there is no such file; add it or correct its path in the catalog",
        ),
        (".", "it is not a regular file; put a picture in its place"),
        (
            "../../it/artwork.rs",
            "it lies outside the catalog's folder; copy the picture into it",
        ),
    ];
    for (file, sentence) in refused {
        let error = read_and_decode(file).unwrap_err().to_string();
        assert_eq!(error, format!("picture {file}: {sentence}"));
    }
}

#[test]
fn pictures_stand_upright() {
    let upright = read_and_decode("upright.jpg").unwrap();
    assert_eq!(upright.dimensions(), (32, 16));
    assert!(is_red(&upright, 4, 8) && !is_red(&upright, 28, 8));
    // The same pixels, with a note that the camera was turned by a quarter.
    let turned = read_and_decode("on-its-side.jpg").unwrap();
    assert_eq!(turned.dimensions(), (16, 32));
    assert!(is_red(&turned, 8, 4) && !is_red(&turned, 8, 28));
}

#[test]
fn the_first_frame_is_shown_and_transparency_is_black() {
    let film = read_and_decode("two-frames.gif").unwrap();
    assert!(is_red(&film, 1, 1));
    let glass = read_and_decode("half-transparent.webp").unwrap();
    assert!(is_red(&glass, 0, 0));
    assert_eq!(glass.get_pixel(3, 3).0, [0, 0, 0]);
}

#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.jpg");
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, mode).unwrap();
    let root = Root::Folder(folder.path().to_owned());
    let error = source::read(&root, "pipe.jpg").unwrap_err();
    assert!(matches!(error, PictureError::NotAFile { .. }), "{error}");
    let error = source::read_path(&pipe).unwrap_err();
    assert!(matches!(error, PictureError::NotAFile { .. }), "{error}");
}

#[test]
fn links_may_lead_about_in_the_folder_but_not_out_of_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(pictures().join("upright.jpg"), folder.path().join("a.jpg")).unwrap();
    symlink("a.jpg", folder.path().join("inside.jpg")).unwrap();
    symlink(
        pictures().join("upright.jpg"),
        folder.path().join("outside.jpg"),
    )
    .unwrap();
    let root = Root::Folder(folder.path().to_owned());
    assert!(source::read(&root, "inside.jpg").is_ok());
    let error = source::read(&root, "outside.jpg").unwrap_err();
    assert!(matches!(error, PictureError::Outside { .. }), "{error}");
}

#[test]
fn a_file_of_more_than_20_mebibytes_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let heavy = fs::File::create(folder.path().join("heavy.png")).unwrap();
    heavy.set_len(LARGEST_ARTWORK + 1).unwrap();
    let root = Root::Folder(folder.path().to_owned());
    assert_eq!(
        source::read(&root, "heavy.png").unwrap_err().to_string(),
        "picture heavy.png: it has 21 MiB and at most 20 MiB are read; export a smaller one"
    );
}

#[test]
fn a_picture_that_the_check_of_a_catalog_passes_is_not_too_heavy_to_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let heavy = fs::File::create(folder.path().join("heavy.png")).unwrap();
    let root = Root::Folder(folder.path().to_owned());
    let source = "[[title]]\nid = \"t\"\n[[title.artwork]]\nid = \"a\"\nfile = \"heavy.png\"\n";
    for (bytes, is_passed) in [(LARGEST_ARTWORK, true), (LARGEST_ARTWORK + 1, false)] {
        heavy.set_len(bytes).unwrap();
        let problems = check_files(source, "catalog.toml", folder.path());
        assert_eq!(problems.is_empty(), is_passed);
        assert_eq!(source::read(&root, "heavy.png").is_ok(), is_passed);
    }
}

#[test]
fn the_pictures_of_the_demo_are_inside_the_program() {
    let file = "assets/artwork/big-buck-bunny/01-landscape.jpg";
    let bytes = source::read(&Root::Embedded, file).unwrap();
    assert_eq!(decode(file, &bytes).unwrap().dimensions(), (640, 360));
    let avatar = source::read_avatar("astronaut").unwrap();
    assert!(decode("astronaut", &avatar).is_ok());
    let error = source::read(&Root::Embedded, "no/such.jpg").unwrap_err();
    assert!(matches!(error, PictureError::Missing { .. }), "{error}");
}

#[test]
fn a_file_name_cannot_steer_the_terminal() {
    let error = read_and_decode("a\x1b[2Jb.jpg").unwrap_err().to_string();
    assert!(!error.contains('\x1b'), "{error}");
}
