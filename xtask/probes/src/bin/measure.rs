//! `measure INPUT PROGRAM ARGUMENTS…` runs a program on a file and prints what it
//! took: exit code, nanoseconds of CPU, nanoseconds of wall clock, bytes at its peak.
//!
//! A process of its own, because a child's peak starts at its parent's.

use std::fs::File;
use std::io::{Error, Result};
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4 as _;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(input), Some(program)) = (arguments.next(), arguments.next()) else {
        return Err(Error::other("measure INPUT PROGRAM ARGUMENTS…"));
    };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(File::open(input)?)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let used = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    println!(
        "{} {} {} {}",
        used.status.code().unwrap_or(-1),
        (used.rusage.utime + used.rusage.stime).as_nanos(),
        wall.as_nanos(),
        used.rusage.maxrss,
    );
    Ok(())
}
