"""The questions that stock and ours are asked, by subject.

A question is an address, with the names of keys in it; a method may come first.
"""

SUBJECTS: dict[str, tuple[str, ...]] = {
    "pagination": (
        "pages/",
        *(f"pages/?limit={value}" for value in ("0", "1", "20", "21", "101", "-1", "x", "")),
        *(f"pages/?offset={value}" for value in ("0", "2", "99", "-1", "x", "")),
        "pages/?limit=2&offset=3",
        "pages/?limit=1&limit=2",
        *("pages/?limit=9300000000000000000", "pages/?offset=2147483647"),
        "pages/?limit=%00",
        "images/?limit=1&offset=1",
        "documents/?limit=x",
        "redirects/?offset=1",
    ),
    "types": tuple(
        f"pages/?type={value}"
        for value in (
            "blog.BlogPage",
            "blog.blogpage",
            "home.HomePage",
            "blog.BlogPage,home.StandardPage",
            "wagtailcore.Page",
            "",
            "x",
            "blog.X",
            "auth.User",
            "a.b.c",
        )
    ),
    "fields": tuple(
        f"pages/?type=blog.BlogPage&fields={value}"
        for value in (
            "",
            "*",
            "_",
            "-id",
            "-title,-slug,-detail_url",
            "body",
            "lead_image,tags,categories,date,intro",
            "_,title",
            "_,type",
            "_,id,type,detail_url",
            "*,-body",
            "html_url,-slug",
            "-first_published_at,locale",
            "seo_title,show_in_menus,search_description",
            "alias_of",
            "alias_of(title)",
            "title,title",
            "title,-title",
            "categories",
            "categories(*)",
            "categories(_,name)",
            "categories(-id)",
            "lead_image(*)",
            "lead_image(_)",
            "lead_image(_,id)",
            "lead_image(_,width,height)",
            "lead_image(_,tags)",
            "lead_image(-title)",
            "lead_image(*,-title)",
            "*,lead_image(_,title)",
            "lead_image(download_url,tags)",
        )
    ),
    "fields of several types": (
        *(
            f"pages/?type={types}&{value}"
            for types in ("blog.BlogPage,home.StandardPage", "wagtailcore.Page")
            for value in (
                *("fields=*", "fields=intro", "fields=body", "order=date", "order=-title,id"),
                *("intro=Hello", "date=2024-01-01", "fields=*,-title", "tags=fez", "slug=doors"),
            )
        ),
    ),
    "relations": tuple(
        f"pages/?type=museum.ExhibitPage&fields={value}"
        for value in (
            *("*", "loans", "loans(*)", "loans(_)", "loans(_,lender)", "loans(-lender)"),
            *("loans(lender)", "loans(_,id,until)", "loans(curator)", "loans(_,curator(_,id))"),
            *(
                "loans(nope)",
                "loans(-nope)",
                "loans()",
                "loans(lender(x))",
                "curator",
                "curator(*)",
            ),
            *("curator(_,name)", "curator(nope)", "materials", "materials(*)", "materials(_,name)"),
            *(
                "materials(-id)",
                "materials(weight)",
                "catalogue",
                "catalogue(*)",
                "catalogue(tags)",
            ),
            *("catalogue(_,download_url)", "neighbour", "neighbour(*)", "neighbour(_,title)"),
            *("neighbour(html_url)", "neighbour(slug,-title)", "neighbour(nope)", "picture"),
            *("number,story,opened,value", "tags,loudness,anything", "label,unsaid,day"),
            *("weights", "weights(x)", "weights(_,heavy)", "opened(x)", "value(x)", "story(x)"),
        )
    ),
    "values of relations": tuple(
        f"pages/?type=museum.ExhibitPage&{value}"
        for value in (
            *("number=1", "number=2", "number=x", "number=", "number=-1", "number=1.5"),
            *("curator={curator}", "curator=x", "curator=0", "neighbour={about}", "neighbour=x"),
            *("catalogue={document}", "materials=x", "loans=0", "story=x", "opened=1", "value=1"),
            *(
                "order=number",
                "order=-number,id",
                "order=curator,id",
                "order=opened",
                "order=loans",
            ),
        )
    ),
    "mistakes in fields": tuple(
        f"pages/?type=blog.BlogPage&fields={value}"
        for value in (
            *("parent", "-parent", "nope", "-nope", "title,*", "*,title", "_,-title", "-*", "-_"),
            *("(", ")", "title,", ",title", "title,,id", "ti tle", "title)", "lead_image(title"),
            *("*(x)", "-title(x)", "te-st", "**", "*a", "__", "é", "title(x)", "date(x)"),
            *(
                "-",
                "--title",
                "title,-",
                "_title",
                "title_",
                "lead_image(_,-title)",
                "%00",
                "ti%00",
            ),
            *("lead_image(title,*)", "lead_image(*,title)", "lead_image(title,)", "*,lead_image"),
            *("lead_image((title))", "lead_image(,title)", "lead_image(title)(x)", "_(x)", "-(x)"),
            *("body(x)", "lead_image(nope)", "categories(nope)", "tags(nope)", "tags(name)"),
            *("alias_of(nope)", "locale(nope)", "categories()"),
        )
    ),
    "order": (
        *(
            f"pages/?order={value}"
            for value in (
                *("title,id", "-title,-id", "id", "-id", "slug,-id", "title,nope", "nope", "-nope"),
                *("random&limit=0", "random&offset=1", "random,title", "-random", "", "--title"),
                *("title,", ",title", " title", "random,", "parent", "alias_of,id", "%00", "?"),
                *("body", "type", "detail_url", "html_url", "first_published_at,id", "locale,id"),
            )
        ),
        *(
            f"pages/?type=blog.BlogPage&order={value}"
            for value in ("date,id", "-date,title,id", "lead_image,id", "intro,id", "tags,id")
        ),
    ),
    "values of fields": (
        *(
            f"pages/?{value}"
            for value in (
                *("title=About us", "title=nope", "slug=about", "slug=secret", "slug=draft"),
                *("slug=דלתות", "show_in_menus=true", "show_in_menus=false", "show_in_menus=1"),
                *("show_in_menus=x", "show_in_menus=", "id={post}", "id={secret}", "id=x", "id="),
                *("seo_title=About", "nope=1", "nope=1&other=2", "intro=Hello", "_=123"),
                *("alias_of={other}", "alias_of=x", "title=nope&title=About us", "title=%00"),
                *("first_published_at=x", "last_published_at=2024-01-01T00:00:00Z", "locale_id=1"),
                *("parent={home}", "type_=1", "detail_url=1", "html_url=1", "pk={post}"),
            )
        ),
        *(
            f"pages/?type=blog.BlogPage&{value}"
            for value in (
                *("intro=Hello", "date=2024-01-01", "date=2024-01-02", "date=x", "date=2024-02-30"),
                *("lead_image={photo}", "lead_image=x", "lead_image=0", "categories={film}"),
                *("categories=0", "categories=x", "tags=fez", "tags=fez,atlas", "tags=fez,nope"),
                *("tags=", "tags=nope", "body=x", "alias_of={other}"),
            )
        ),
    ),
    "the tree": tuple(
        f"pages/?{value}"
        for value in (
            *("child_of=root", "child_of={home}", "child_of={index}", "child_of={post}"),
            *("child_of=0", "child_of=-1", "child_of=x", "child_of=", "child_of={secret}"),
            *("descendant_of=root", "descendant_of={home}", "descendant_of={index}"),
            *("descendant_of=0", "descendant_of=x", "child_of={home}&descendant_of={home}"),
            *("ancestor_of={post}", "ancestor_of={home}", "ancestor_of=root", "ancestor_of=0"),
            *("descendant_of=-1", "descendant_of=", "descendant_of={secret}", "ancestor_of=-1"),
            *("ancestor_of=", "child_of=1.5", "child_of={draft}", "descendant_of={draft}"),
            *("child_of={home}&child_of={index}", "ancestor_of={alias}", "child_of= {home} "),
            *("ancestor_of=x", "ancestor_of={secret}", "type=home.HomePage&ancestor_of={post}"),
        )
    ),
    "languages and sites": tuple(
        f"pages/?{value}"
        for value in (
            *("translation_of={post}", "translation_of={hebrew}", "translation_of=root"),
            *("translation_of=0", "translation_of=x", "translation_of={secret}"),
            *("translation_of=-1", "translation_of=", "translation_of={alias}"),
            *("child_of={index}&translation_of={hebrew}", "locale=he&locale=en", "locale=EN"),
            *("translation_of={post}&locale=fr", "translation_of={other}&locale=he"),
            *("locale=en", "locale=fr", "locale=he", "locale=xx", "locale="),
            *("locale=he&child_of={index}", "locale=he&order=title", "locale=he&search=x"),
            *("site=localhost", "site=localhost:80", "site=localhost:81", "site=", "site=nope"),
            *("site=localhost:x", "site=:"),
        )
    ),
    "search": (
        *(
            f"pages/?search={value}"
            for value in (
                *("blue&order=title,id", "blue&order=-title,id", "blue&order=title,id&limit=1"),
                *("blue&type=blog.BlogPage&order=date,id", "blue&type=blog.BlogPage&order=intro"),
                *("blue doors", "blue doors&search_operator=or&order=id", "doors&limit=0"),
                *("blue doors&search_operator=AND", "blue&search_operator=x", "", "nothingness"),
                *("fez&type=blog.BlogPage", "blue&type=blog.BlogPage&tags=fez", "secret", "draft"),
                *("blue&order=random&limit=0", "blue&slug=doors", "blue&title=Blue walls&order=id"),
                *("blue&child_of={index}&order=id", "walls&descendant_of={home}&order=id"),
                *("stories&ancestor_of={post}", "portes&translation_of={post}", "blue&id=1"),
                *("doors&locale=en", "דלתות", "doors&type=blog.BlogPage&categories={film}"),
                *("doors'", "%22", "%22doors", "AND", "doors*", "blue-doors"),
                *("doors:", "^doors", "NEAR(doors", "doors NOT blue"),
            )
        ),
        "pages/?search_operator=x",
        *(f"pages/?search={value}" for value in ("%00", "blue&order=nope", "blue&order=body")),
        *("pages/?search=blue&limit=x", "pages/?search=blue&order=id&offset=1&limit=1"),
        *("pages/?search=blue&date=2024-01-01&type=blog.BlogPage", "pages/?search=blue&nope=1"),
        "images/?search=blue",
        "images/?search=blue&order=title",
        "images/?search=blue&tags=door",
        "documents/?search=blue",
        "redirects/?search=old",
    ),
    "rich text": (
        *(
            f"pages/{{post}}/?fields=_,body{value}"
            for value in (
                "",
                "&rich_text_format=html",
                "&rich_text_format=db_html",
                "&rich_text_format=markdown",
                "&rich_text_format=db_markdown",
            )
        ),
        "pages/{french}/?fields=_,body&rich_text_format=html",
        "pages/?type=blog.BlogPage&fields=body&rich_text_format=markdown",
        "pages/?rich_text_format=x",
        *(f"pages/{{post}}/?rich_text_format={value}" for value in ("x", "HTML", "", "%00")),
        *(
            f"pages/?type=museum.ExhibitPage&fields=_,story&rich_text_format={value}"
            for value in ("html", "db_html", "markdown", "db_markdown")
        ),
        "pages/?rich_text_format=",
        "pages/?format=json",
        "pages/?format=xml",
        "pages/?format=api",
    ),
    "details": (
        *(
            f"pages/{{{page}}}/?{query}"
            for page in ("post", "about", "home", "index", "alias", "hebrew")
            for query in ("", "fields=*", "fields=_", "fields=-body", "fields=_,parent,alias_of")
        ),
        *(
            f"pages/{{post}}/?{query}"
            for query in (
                *("fields=nope", "fields=lead_image(width)", "fields=categories(_,name)"),
                *("fields=parent(title)", "locale=en", "locale=fr", "type=blog.BlogPage"),
                *("type=home.HomePage", "type=x", "title=x", "nope=1", "limit=x", "order=x"),
                *("child_of=root", "child_of={index}", "id=1", "site=localhost", "search=blue"),
                *("site=nope", "format=xml", "fields=alias_of(x)", "fields=*,parent", "_=1"),
            )
        ),
        *(f"pages/{{{page}}}/" for page in ("secret", "login", "draft")),
        *(f"pages/{key}/" for key in ("0", "1", "99999", "9" * 30, "nothing", "-1")),
        *("pages", "pages/{post}", "images", "pages/find", "POST pages/", "POST pages/{post}/"),
        *("PUT pages/", "PATCH pages/{post}/", "DELETE pages/{post}/", "POST pages/find/"),
        *("DELETE images/{photo}/", "POST documents/", "POST redirects/find/"),
    ),
    "finding": tuple(
        f"pages/find/?{value}"
        for value in (
            *("", "id={post}", "id={hebrew}", "id={secret}", "id=0", "id=-1", "id=x", "id="),
            *("html_path=/", "html_path=", "html_path=/about/", "html_path=about"),
            *("html_path=/stories/doors/", "html_path=stories/doors", "html_path=/nothing/"),
            *("html_path=/stories/secret/", "html_path=/stories/draft/", "html_path=//about//"),
            *("html_path=/nothing/&id={post}", "html_path=/about/&id={post}", "html_path=/ABOUT/"),
            *("html_path=/stories/secret/&id={post}", "html_path=/about/more", "id={post}&_=1"),
            *("html_path=/about/&fields=title&x=1&x=2", "html_path=/about/../", "id={post}&id=0"),
            *(
                "id={post}&type=blog.BlogPage",
                "id={post}&type=home.HomePage",
                "id={post}&locale=he",
            ),
            *("html_path=/about/&site=localhost", "html_path=/en/about/", "html_path=/about/?a=b"),
            *("html_path=/fr/articles/portes/", "html_path=%00", "id=%00", "id={draft}"),
            *("id={alias}", "id={post}&fields=%2A&rich_text_format=html", "search=blue", "id=1.5"),
            *("id={post}&site=nope", "id={post}&html_path=", "html_path=%2Fabout%2F"),
        )
    ),
    "files and redirects": (
        *(
            f"{kind}/{key}?{query}"
            for kind, detail in (
                ("images", "{photo}/"),
                ("documents", "{document}/"),
                ("redirects", "{redirect}/"),
            )
            for key in ("", detail)
            for query in (
                *("", "fields=*", "fields=_", "fields=title", "fields=-title", "fields=tags"),
                *("fields=_,id", "fields=nope", "fields=download_url,-detail_url", "nope=1"),
                *("fields=width,height", "fields=old_path", "order=title", "order=-title"),
                *("order=-id", "order=nope", "order=width", "title=Red walk", "width=90"),
                *("width=x", "tags=door", "tags=door,blue", "tags=nope", "id=x", "old_path=/old"),
                *("location=/x", "type=x", "locale=xx", "collection=1", "rich_text_format=x"),
            )
        ),
        "images/?locale=fr",
        "redirects/?old_path=/secret",
        "images/{private_photo}/",
        *("images/find/?id={private_photo}", "images/?id={private_photo}", "images/?height=90"),
        *("documents/?tags=walk&title=Blue walk", "documents/?id={document}", "images/?limit=0"),
        *("images/?title=%00", "documents/?search=%00", "redirects/?old_path=%00"),
        *("images/?search=red&search_operator=or", "images/?search=blue&width=90"),
        *("images/?search=blue&title=Blue door", "images/?search=blue&order=width"),
        *("documents/?search=walk&order=-title,id", "documents/?search=walk&tags=walk"),
        *("images/0/", "documents/0/", "redirects/0/", "images/-1/", "images/x/"),
        *(
            f"{kind}/find/?{query}"
            for kind in ("images", "documents", "redirects")
            for query in ("", "id={photo}", "id=999", "id=x", "id=", "html_path=/old", "id=1&a=b")
        ),
        *(
            f"redirects/find/?html_path={path}"
            for path in (
                *("/old/", "/away", "/secret", "/nothing", "", "%D7%93", "old", "/old/?a=b", "%00"),
                *("/OLD", "//old", "/route", "/old&id={redirect}", "/nothing&id={redirect}"),
            )
        ),
    ),
}
