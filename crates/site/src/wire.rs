//! The door: takes connections as long as there is room, and notes on each what passes.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use crate::connections::{Connections, Line};

/// What somebody hears who meets a full house.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
/// How long to wait after the system gave no connection, before asking again.
const BREATH: Duration = Duration::from_millis(50);

/// A connection as the code that answers sees it.
#[derive(Clone, Debug)]
pub(crate) struct Caller(pub(crate) Arc<Line>);

impl Connected<IncomingStream<'_, Door>> for Caller {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(stream.io().line.clone())
    }
}

/// A listener that keeps to the limits, and whose connections can be cut.
pub(crate) struct Door {
    pub(crate) listener: TcpListener,
    pub(crate) connections: Connections,
}

impl Listener for Door {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (CuttableStream, SocketAddr) {
        loop {
            self.connections.room().await;
            let (stream, address) = match self.listener.accept().await {
                Ok(accepted) => accepted,
                // Whoever knocked is gone.
                Err(error) if is_of_one_caller(&error) => continue,
                Err(error) => {
                    // Most likely the process has no file left (EMFILE): then somebody who waits has to go.
                    tracing::warn!("taking a connection: {error}");
                    self.connections.let_one_go();
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            };
            if let Some(line) = self.connections.admit(address.ip()) {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!("no delay: {error}");
                }
                return (CuttableStream { stream, line }, address);
            }
            if let Err(error) = stream.try_write(FULL) {
                tracing::debug!("full: {error}");
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

fn is_of_one_caller(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

pub(crate) struct CuttableStream {
    stream: TcpStream,
    line: Arc<Line>,
}

impl Drop for CuttableStream {
    fn drop(&mut self) {
        self.line.ended();
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.line.may_read(cx)?;
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.line.has_read(&buffer.filled()[before..]);
        read
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.line.may_write(cx)?;
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.line.has_written(&written);
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.line.may_write(cx)?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.line.may_write(cx)?;
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.line.has_written(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
