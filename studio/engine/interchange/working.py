"""What the engine thread does to bring cuts and captions in and to send them out, step by step."""

from studio.engine.film_captions import film_captions
from studio.engine.interchange.arriving import brought_in
from studio.engine.interchange.cut_files import is_cut, read_cut, write_cut
from studio.engine.interchange.incoming import film_of
from studio.engine.interchange.outgoing import played_out, timeline_of
from studio.engine.interchange_jobs import BringIn, BroughtIn, SendOut
from studio.engine.jobs import Finished, JobId
from studio.engine.media.caption_files import check_captions, read_captions, write_captions
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.thread import Steps
from studio.timeline.captioning import captioned
from studio.timeline.modelled import located


def bring_in(request: BringIn, job: JobId) -> Steps:
    """Read the file; the film is changed by whoever asked."""
    yield None
    if is_cut(request.path):
        arrived = film_of(read_cut(request.path, request.film.fps), request.path, request.film.fps)
        bringing = brought_in(arrived, request.folder)
        while True:
            try:
                yield next(bringing)
            except StopIteration as end:
                film, notes = end.value
                break
        yield BroughtIn(job, film, "Take in a cut", notes)
        return Finished(job)
    film, notes = captioned(request.film, read_captions(request.path, request.film.fps))
    yield BroughtIn(job, film, "Take in captions", notes)
    return Finished(job)


def send_out(request: SendOut, job: JobId, rehearsals: Rehearsals, stop: StopToken) -> Steps:
    """Write the file."""
    yield None
    film = request.film
    if is_cut(request.target):
        played = played_out(film, request.folder, rehearsals, stop)
        write_cut(request.target, timeline_of(film, request.folder, played), film.fps)
    else:
        check_captions(request.target)
        write_captions(request.target, film_captions(located(film, request.folder), rehearsals, stop), film.fps)
    return Finished(job, request.target)
